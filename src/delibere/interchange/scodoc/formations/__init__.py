# SPDX-License-Identifier: EUPL-1.2
"""The programme (« formation ») that ScoDoc exports, in XML or in JSON (docs/formats/scodoc.md)."""

from delibere.interchange.scodoc.formations.reading import formation_of
from delibere.interchange.scodoc.formations.values import ExportedModule, ExportedUe, Formation

__all__ = ["ExportedModule", "ExportedUe", "Formation", "formation_of"]
