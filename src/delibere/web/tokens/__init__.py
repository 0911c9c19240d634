# SPDX-License-Identifier: EUPL-1.2
"""Tokens of the API, and its interactive description."""
