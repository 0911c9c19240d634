# SPDX-License-Identifier: EUPL-1.2
"""Pages about maquettes and their versions."""
