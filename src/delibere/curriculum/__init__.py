# SPDX-License-Identifier: EUPL-1.2
"""Maquettes: what is taught, what it weighs, what it validates."""
