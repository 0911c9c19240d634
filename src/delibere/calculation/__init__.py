# SPDX-License-Identifier: EUPL-1.2
"""Exact means over arrays, and the explanation of each figure."""
