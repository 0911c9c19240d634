# SPDX-License-Identifier: EUPL-1.2
"""The wording of a letter as a person types it: one text for each part, headings on a line of their own."""

import re
from collections.abc import Iterator, Mapping

from delibere.documents.letter.wording import Wording, filled
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

PARTS = ("title", "opening", "sections", "appeal_title", "appeal_lead", "appeal_ways", "appeal_end")
_BETWEEN = re.compile(r"\n\s*\n")


def typed(wording: Wording) -> dict[str, str]:
    """Each part as typed: sections apart by an empty line, ways of appeal one a line."""
    plain = {part: getattr(wording, part) for part in PARTS}
    sections = "\n\n".join(f"{title}\n{text}" for title, text in wording.sections)
    return {**plain, "sections": sections, "appeal_ways": "\n".join(wording.appeal_ways)}


def read_wording(texts: Mapping[str, str]) -> Wording:
    """The wording typed.

    Raises:
        UnusableInputError: all that is wrong: an unknown field, a field where none is filled, a part that is
            missing.
    """
    parts = {part: texts.get(part, "").replace("\r\n", "\n").strip() for part in PARTS}
    blocks = [block.strip() for block in _BETWEEN.split(parts["sections"]) if block.strip()]
    sections = tuple(_section(block) for block in blocks)
    ways = tuple(line.strip() for line in parts["appeal_ways"].splitlines() if line.strip())
    found = Wording(
        parts["title"],
        parts["opening"],
        sections,
        parts["appeal_title"],
        parts["appeal_lead"],
        ways,
        parts["appeal_end"],
    )
    if wrong := list(_wrong(found)):
        raise UnusableInputError("\n".join(wrong))
    return found


def _section(block: str) -> tuple[str, str]:
    title, _line, text = block.partition("\n")
    return title.strip(), text.strip()


def _wrong(wording: Wording) -> Iterator[str]:
    wanted = {
        _("le titre"): bool(wording.title),
        _("la première phrase"): bool(wording.opening),
        _("les voies de recours"): bool(wording.appeal_lead and wording.appeal_ways),
    }
    if missing := [name for name, there in wanted.items() if not there]:
        yield _("Il manque {what}.").format(what=", ".join(missing))
    for title, text in wording.sections:
        if not text:
            yield _("Rubrique « {title} » : pas de texte sous son titre.").format(title=title)
    for text in (wording.title, wording.opening, *(text for _title, text in wording.sections)):
        try:
            filled(text, {})
        except UnusableInputError as error:
            yield str(error)
    fixed = [*(title for title, _text in wording.sections), wording.appeal_title, wording.appeal_lead]
    if any("{" in text or "}" in text for text in (*fixed, *wording.appeal_ways, wording.appeal_end)):
        yield _(
            "Les titres de rubrique et les recours sont les mêmes pour tous : aucun champ n’y est rempli."
        )
