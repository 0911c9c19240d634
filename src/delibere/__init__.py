# SPDX-License-Identifier: EUPL-1.2
"""Délibéré: from the annexe MCC to the jury's decisions, exact and explained."""
