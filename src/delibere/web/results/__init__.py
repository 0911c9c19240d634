# SPDX-License-Identifier: EUPL-1.2
"""Results: a promotion at a glance, its year, one student; every figure opens into its terms."""
