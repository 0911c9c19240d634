# SPDX-License-Identifier: EUPL-1.2
"""Results laid out as tables: a promotion's semester, the year that two of them make, one student."""
