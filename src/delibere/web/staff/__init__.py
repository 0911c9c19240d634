# SPDX-License-Identifier: EUPL-1.2
"""Pages about accounts and roles of a department."""
