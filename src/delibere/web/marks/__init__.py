# SPDX-License-Identifier: EUPL-1.2
"""The grid where marks are typed, what each was before, and its workbook."""
