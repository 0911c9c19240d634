# SPDX-License-Identifier: EUPL-1.2
"""What the institution decides for itself: read, tried on a promotion, declared."""
