# SPDX-License-Identifier: EUPL-1.2
"""What a student sees of his or her own marks."""
