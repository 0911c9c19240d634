# SPDX-License-Identifier: EUPL-1.2
"""A tree of named elements, whether a file wrote it in XML or in JSON (ADR 24)."""

from delibere.interchange.elements.from_json import DoubledKeyError, element_of, read_json, without_doubles
from delibere.interchange.elements.from_xml import is_xml, read_xml
from delibere.interchange.elements.values import LARGEST, Element

__all__ = [
    "LARGEST",
    "DoubledKeyError",
    "Element",
    "element_of",
    "is_xml",
    "read_json",
    "read_xml",
    "without_doubles",
]
