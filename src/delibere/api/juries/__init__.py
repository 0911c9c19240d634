# SPDX-License-Identifier: EUPL-1.2
"""Juries: their sessions, what is proposed in them, what they decide, how they end."""
