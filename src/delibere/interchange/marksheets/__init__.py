# SPDX-License-Identifier: EUPL-1.2
"""Workbooks to fill with marks."""
