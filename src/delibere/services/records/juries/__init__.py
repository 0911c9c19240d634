# SPDX-License-Identifier: EUPL-1.2
"""Juries: prepared, held, closed and sealed, published, corrected by a later session."""
