# SPDX-License-Identifier: EUPL-1.2
"""Half-days of absence, the proofs that justify them, and the marks that these change."""
