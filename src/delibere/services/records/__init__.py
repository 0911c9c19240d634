# SPDX-License-Identifier: EUPL-1.2
"""Journeys on the database, one file each: they load rows, build values, call the core, store the result."""
