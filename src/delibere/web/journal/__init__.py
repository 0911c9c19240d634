# SPDX-License-Identifier: EUPL-1.2
"""Pages about who did what."""
