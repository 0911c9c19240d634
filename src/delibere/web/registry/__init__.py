# SPDX-License-Identifier: EUPL-1.2
"""Files of the registry: dropped, previewed, filled; its codes and how it is written to."""
