# SPDX-License-Identifier: EUPL-1.2
"""Curricula that nobody would write, for what must be written and read back all the same."""

import unicodedata

from hypothesis import strategies as st

from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear

TRAPS = st.sampled_from(
    [
        "=1+1",
        "+3",
        "-2",
        "@x",
        "'quoted'",
        'a "quoted" one',
        "two; parts",
        "two\nlines",
        "\tx",
        "é’œ « »",
        " a ",
        "a | b",
        "_x0041_",
        '=HYPERLINK("http://x.test")',
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12) | TRAPS
DECIMALS = st.decimals(min_value=0, max_value=99, places=2)


def in_cells() -> st.SearchStrategy[str]:
    """Texts as the cells of a workbook keep them: without spaces around, composed."""
    letters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Cf"])
    kept = (st.text(letters, max_size=12) | TRAPS).map(
        lambda text: unicodedata.normalize("NFC", text).strip()
    )
    return kept.filter(bool)


@st.composite
def maquettes(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Maquette:
    """Any maquette, its texts drawn from these."""
    codes = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    ues = [
        Ue(code, draw(texts), draw(texts), draw(st.sampled_from([1, 2, 3, None])), draw(DECIMALS))
        for code in codes
    ]
    names = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    modules = [
        Module(
            name, draw(texts), draw(texts), draw(st.none() | texts), {code: draw(DECIMALS) for code in codes}
        )
        for name in names
    ]
    semester, regime = draw(st.integers(1, 6)), draw(st.sampled_from(Regime))
    return Maquette(semester, regime, draw(st.none() | texts), tuple(ues), tuple(modules))


@st.composite
def curricula(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Curriculum:
    """Any curriculum, its texts drawn from these; no two maquettes of one slug."""
    found = draw(st.lists(maquettes(texts), min_size=1, max_size=3, unique_by=lambda m: m.id))
    return Curriculum(draw(texts), AcademicYear(draw(st.integers(1000, 9998))), tuple(found))
