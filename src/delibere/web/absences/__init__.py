# SPDX-License-Identifier: EUPL-1.2
"""Pages about absences: half-days, proofs, files of them."""
