# SPDX-License-Identifier: EUPL-1.2
"""The national competence frameworks, in the XML of ORéBUT (docs/formats/framework.md)."""

from delibere.interchange.frameworks.reading import read_framework

__all__ = ["read_framework"]
