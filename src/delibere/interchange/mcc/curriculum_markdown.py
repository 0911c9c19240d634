# SPDX-License-Identifier: EUPL-1.2
"""A curriculum as the text of an annex: what the reader of annexes reads back, without a repair."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from delibere.curriculum.competences import level
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, errors
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal
from delibere.interchange.mcc.annex import read_annex


def write_markdown(curriculum: Curriculum) -> bytes:
    """The text, UTF-8; it is read back before it is given.

    Raises:
        UnusableInputError: an annex has no room for something in it (a block that ends, 29 credits in a
            semester, a title on two lines): nothing is lost in silence.
    """
    tables = (line for maquette in curriculum.maquettes for line in _maquette(curriculum, maquette))
    text = "\n".join([*_top(curriculum), *tables]) + "\n"
    try:
        again = read_annex(text)
    except UnusableInputError as refusal:
        raise _lossy(curriculum.maquettes, refusal.findings) from None
    if again.curriculum != curriculum or again.repairs:
        lost = [one for one in curriculum.maquettes if one not in again.curriculum.maquettes]
        raise _lossy(lost, again.findings)
    return text.encode()


def _lossy(maquettes: Sequence[Maquette], findings: Sequence[Finding]) -> UnusableInputError:
    message = _(
        "Le texte d’une annexe ne peut pas tout dire de ce programme ({maquettes}) : "
        "exportez-le en XLSX, en JSON ou en CSV."
    )
    names = ", ".join(maquette.id for maquette in maquettes)
    return UnusableInputError(message.format(maquettes=names), errors(list(findings)))


def _top(curriculum: Curriculum) -> Iterator[str]:
    count = f"Nombre de maquettes du département : {len(curriculum.maquettes)}"
    for line in ("ANNEXE", "MODALITÉS DU CONTRÔLE DES CONNAISSANCES", curriculum.diploma, count):
        yield from (line, "")
    yield str(curriculum.academic_year)


def _maquette(curriculum: Curriculum, maquette: Maquette) -> Iterator[str]:
    yield from ("", f"**{_heading(curriculum, maquette)}**", "", str(curriculum.academic_year), "")
    for ue in maquette.ues:
        yield from (_ue(curriculum, maquette, ue), "")
    figures = ["Coeff semestre", *(f"Coeff {ue.code}" for ue in maquette.ues)]
    yield _row(["", "Code Apogée", "Code PN", "Intitulé module", *figures])
    yield "|".join(["", *["--"] * 4, *["--:"] * len(figures), ""])
    block = None
    for module in maquette.modules:
        yield _module(module, named=module.block != block)
        block = module.block
    totals, credits_ = [maquette.total(ue.code) for ue in maquette.ues], [ue.ects for ue in maquette.ues]
    yield _sums("Total des coefficients", totals)
    yield _sums("Crédits ECTS", credits_)


def _heading(curriculum: Curriculum, maquette: Maquette) -> str:
    regime = ["en alternance"] if maquette.regime is Regime.FA else []
    parcours = [maquette.parcours] if maquette.parcours else []
    return " ".join(["Semestre", str(maquette.semester), curriculum.diploma, *regime, *parcours])


def _ue(curriculum: Curriculum, maquette: Maquette, ue: Ue) -> str:
    """The level is written where the other maquettes of the file do not tell it."""
    told = level(ue.competence, maquette, curriculum.maquettes)
    return f"{ue.code} - {ue.title}" + (f" (niveau {ue.level})" if ue.level and ue.level != told else "")


def _module(module: Module, *, named: bool) -> str:
    block = (module.block or "") if named else ""
    figures = [minimal(module.coefficient), *map(_two_places, module.coefficients.values())]
    return _row([block, module.apogee, module.pn, module.title, *figures])


def _sums(label: str, values: Sequence[Decimal]) -> str:
    return _row([label, "", "", "", *map(minimal, [sum(values, Decimal(0)), *values])])


def _two_places(value: Decimal) -> str:
    """« 0.50 », as annexes print coefficients; more figures if there are more."""
    return format(value, ".2f") if value == round(value, 2) else minimal(value)


def _row(cells: Sequence[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in escaped)
