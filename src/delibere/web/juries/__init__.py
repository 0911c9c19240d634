# SPDX-License-Identifier: EUPL-1.2
"""Juries: prepared, deliberated student by student, closed, printed, published."""
