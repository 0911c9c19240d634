# SPDX-License-Identifier: EUPL-1.2
"""The first page of each role: what remains to be done."""
