# SPDX-License-Identifier: EUPL-1.2
"""Tables of cells, whatever file they come from: the room that the formats written by people stand on."""
