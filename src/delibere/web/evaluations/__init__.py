# SPDX-License-Identifier: EUPL-1.2
"""Pages about evaluations: planned, published, locked; what is still to be typed."""
