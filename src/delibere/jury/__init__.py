# SPDX-License-Identifier: EUPL-1.2
"""From means to what a jury may decide."""
