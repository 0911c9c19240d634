# SPDX-License-Identifier: EUPL-1.2
"""What an institution decided for itself, in TOML (docs/formats/local-rules.md)."""

from delibere.interchange.local_rules.declared import DatedLocalRules, Declared
from delibere.interchange.local_rules.reading import read_declared, read_local_rules, written

__all__ = ["DatedLocalRules", "Declared", "read_declared", "read_local_rules", "written"]
