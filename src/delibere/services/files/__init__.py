# SPDX-License-Identifier: EUPL-1.2
"""Journeys on files alone: no database, no web framework."""
