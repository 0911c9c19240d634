# SPDX-License-Identifier: EUPL-1.2
"""Coming from ScoDoc: its answers dropped, previewed, taken."""
