# SPDX-License-Identifier: EUPL-1.2
"""From values to what people print and open."""
