# SPDX-License-Identifier: EUPL-1.2
"""What click says comes from a compiled catalogue, which must be that of its source."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

FRENCH = Path(__file__).parents[2] / "src" / "delibere" / "cli" / "locale" / "fr" / "LC_MESSAGES"


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    compiled = BytesIO()
    write_mo(compiled, read_po((FRENCH / "messages.po").open("rb")))
    committed = read_mo((FRENCH / "messages.mo").open("rb"))
    assert [(m.id, m.string) for m in read_mo(BytesIO(compiled.getvalue()))] == [
        (m.id, m.string) for m in committed
    ]
