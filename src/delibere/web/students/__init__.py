# SPDX-License-Identifier: EUPL-1.2
"""Pages about students, their files and their past."""
