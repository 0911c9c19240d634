# SPDX-License-Identifier: EUPL-1.2
"""A sealed session checked years later, on another machine, from its file alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.jury_sessions import (
    Sealed,
    SessionRecord,
    digest,
    judged_again,
    read_sealed,
    read_session,
    sealed_file,
    session_document,
)
from delibere.interchange.jury_sessions.reading import refusing_damage
from delibere.jury.parameters import sources
from delibere.jury.rules import registry

_NAMED_BY = ("nip", "label", "slug", "id", "name", "key")
"""What names an element of a list, so that a place reads « results · 99000001 · UE33 · code »."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found in one file.

    Attributes:
        sha256: of the document, computed; `previous`: the hash it is chained to.
        students, figures: how many were computed again.
        differences: each says where, what the file says and what was found. None: all agree.
    """

    number: int
    title: str
    sha256: str
    previous: str
    students: int
    figures: int
    differences: tuple[Finding, ...]


def verify_session(data: bytes) -> Verification:
    """Compute everything again from one file.

    Raises:
        UnusableInputError: not a sealed session, or it names a version of a rule that is not known here.
    """
    sealed = read_sealed(data)
    damaged = list(_about_bytes(sealed, data))
    try:
        return _computed(sealed, damaged)
    except UnusableInputError as error:
        if not damaged:
            raise
        found = (*damaged, _error(str(error), "document"))
        return Verification(0, "–", digest(sealed.data), "", 0, 0, found)


def _computed(sealed: Sealed, damaged: Sequence[Finding]) -> Verification:
    record = read_session(sealed.document)
    _refuse_unknown_rules(record)
    with refusing_damage():
        results = judged_again(record)
        found = [*damaged, *_about_law(record)]
        found += differences(sealed.document, session_document(record, results))
        found += _about_codes(sealed.document)
    return Verification(
        record.number,
        record.title,
        digest(sealed.data),
        record.previous,
        len(results),
        sum(len(result.lines) for result in results),
        tuple(found),
    )


def verify_chain(checked: Sequence[Verification]) -> list[Finding]:
    """What is wrong between sessions that follow one another."""
    ordered = sorted(checked, key=lambda one: one.number)
    message = _("la session n° {number} n’est pas chaînée à la n° {before} de ces fichiers")
    return [
        _error(message.format(number=after.number, before=before.number), "previous")
        for before, after in pairwise(ordered)
        if after.number == before.number + 1 and after.previous != before.sha256
    ]


def _refuse_unknown_rules(record: SessionRecord) -> None:
    known = {(rule.id, rule.name, rule.since.isoformat()) for rule in registry.RULES.values()}
    unknown = [rule for rule in record.rules if (rule.id, rule.name, rule.since) not in known]
    if unknown:
        message = _("Version de règle inconnue ici : {rules}. Vérifiez avec une version plus récente.")
        names = ", ".join(f"{rule.id} ({rule.since})" for rule in unknown)
        raise UnusableInputError(message.format(rules=names))


def _about_bytes(sealed: Sealed, data: bytes) -> Iterator[Finding]:
    computed = digest(sealed.data)
    if computed != sealed.sha256:
        message = _("l’empreinte écrite est {written}, celle du document est {computed}")
        yield _error(message.format(written=sealed.sha256, computed=computed), "sha256")
    if data != sealed_file(sealed.data, sealed.sha256):
        yield _error(_("le fichier n’est pas écrit sous sa forme canonique, octet pour octet"), "sha256")


def _about_law(record: SessionRecord) -> Iterator[Finding]:
    """The numbers named are used as they are; that they are those of the texts is checked beside."""
    texts = {source.name: source for source in sources(record.day)}
    message = _("{name} vaut {used} dans le fichier, {known} dans le texte en vigueur ce jour-là")
    for used in record.parameters:
        known = texts.get(used.name)
        if known != used:
            value = known.value if known else "–"
            text = message.format(name=used.name, used=used.value, known=value)
            yield _error(text, "law · parameters")


def _about_codes(document: Mapping[str, Any]) -> Iterator[Finding]:
    """What was written down at the meeting must be what follows from it at the closing."""
    message = _("{name} : {code} au moment de décider, {now} à la clôture")
    for result in document["results"]:
        written = document["decisions"].get(result["nip"], {}).get("codes")
        if written is None:
            continue
        now = {code_key(line): line["code"] or "" for line in result["lines"]}
        for key in sorted(written.keys() | now.keys()):
            before, after = written.get(key, "–"), now.get(key, "–")
            if before != after:
                text = message.format(name=key, code=before or "–", now=after or "–")
                yield _error(text, f"decisions · {result['nip']}")


def code_key(line: Mapping[str, Any]) -> str:
    """« ue S3 piloter »: what `Written.codes` is keyed by."""
    return f"{line['subject']} S{line['semester']} {line['competence'] or ''}".strip()


def differences(told: object, computed: object, place: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Where two documents differ, each told by its place."""
    if isinstance(told, Mapping) and isinstance(computed, Mapping):
        for key in sorted(told.keys() | computed.keys()):
            yield from differences(told.get(key), computed.get(key), (*place, key))
    elif isinstance(told, list) and isinstance(computed, list):
        for rank, (one, other) in enumerate(zip_longest(told, computed)):
            yield from differences(one, other, (*place, _name(one, other, rank)))
    elif told != computed or isinstance(told, bool) is not isinstance(computed, bool):
        message = _("le fichier dit {told}, le calcul donne {computed}")
        text = message.format(told=_written(told), computed=_written(computed))
        yield _error(text, " · ".join(place))


def _name(one: object, other: object, rank: int) -> str:
    for value in (one, other):
        if isinstance(value, Mapping):
            for key in _NAMED_BY:
                if isinstance(value.get(key), str):
                    return str(value[key])
    return str(rank + 1)


def _written(value: object) -> str:
    if value is None or value == "":
        return "–"
    return str(value) if len(str(value)) <= 80 else f"{str(value)[:77]}…"


def _error(message: str, cell: str) -> Finding:
    return Finding(Severity.ERROR, message, cell=cell)
