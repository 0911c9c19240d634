# SPDX-License-Identifier: EUPL-1.2
"""What click says comes from a compiled catalogue, which must be that of its source."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

FRENCH = Path(__file__).parents[2] / "src" / "delibere" / "cli" / "locale" / "fr" / "LC_MESSAGES"


def sentences(catalogue: Catalog) -> list[tuple[object, object]]:
    return [(message.id, message.string) for message in catalogue if message.id]


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    compiled = BytesIO()
    with (FRENCH / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source))
    with (FRENCH / "messages.mo").open("rb") as committed:
        assert sentences(read_mo(BytesIO(compiled.getvalue()))) == sentences(read_mo(committed))
