# SPDX-License-Identifier: EUPL-1.2
"""Differences said to a person: a sentence for each thing that changes, then what follows from them."""

from collections.abc import Iterator
from fractions import Fraction

from delibere.curriculum.side_by_side import (
    MaquetteDifferences,
    ModuleDifference,
    Pair,
    Standing,
    UeDifference,
)
from delibere.foundation.language import _
from delibere.foundation.numbers import french, french_minimal


def sentences(found: MaquetteDifferences) -> list[str]:
    """UE, then modules, then consequences; nothing when both are the same."""
    return [
        *(sentence for ue in found.ues for sentence in _about_ue(ue)),
        *(sentence for module in found.modules for sentence in _about_module(module, found)),
        *consequences(found),
    ]


def _about_ue(ue: UeDifference) -> Iterator[str]:
    if ue.before is None or ue.after is None:
        message = _("{ue} ajoutée : {title}.") if ue.before is None else _("{ue} retirée : {title}.")
        yield message.format(ue=ue.either.code, title=ue.either.title)
        return
    if ue.before.title != ue.after.title:
        message = _("{ue} : « {before} » devient « {after} ».")
        yield message.format(ue=ue.code, before=ue.before.title, after=ue.after.title)
    if ue.before.ects != ue.after.ects:
        message = _("{ue} : {before} ECTS deviennent {after}.")
        before, after = french_minimal(ue.before.ects), french_minimal(ue.after.ects)
        yield message.format(ue=ue.code, before=before, after=after)


def _about_module(module: ModuleDifference, found: MaquetteDifferences) -> Iterator[str]:
    before, after, name = module.before, module.after, module.either.pn
    if before is None or after is None:
        added = _("{module} ajouté : {title} ({coefficients}).")
        removed = _("{module} retiré : {title} ({coefficients}).")
        yield (added if before is None else removed).format(
            module=name, title=module.either.title, coefficients=_listed(module, found)
        )
        return
    if module.renamed:
        message = _("{module} : « {before} » devient « {after} ».")
        yield message.format(module=name, before=before.title, after=after.title)
    if before.pn != after.pn:
        message = _("{title} : le code {before} devient {after}.")
        yield message.format(title=after.title, before=before.pn, after=after.pn)
    for ue, pair in zip(found.ues, module.coefficients, strict=True):
        if pair.gap and pair.before is not None and pair.after is not None:
            message = _("{module} : {before} → {after} en {ue} ({gap}).")
            yield message.format(
                module=name,
                before=_figure(pair.before),
                after=_figure(pair.after),
                ue=ue.code,
                gap=signed(pair.gap),
            )


def _listed(module: ModuleDifference, found: MaquetteDifferences) -> str:
    parts = [
        _("{figure} en {ue}").format(figure=_figure(value), ue=ue.either.code)
        for ue, pair in zip(found.ues, module.coefficients, strict=True)
        if (value := pair.after or pair.before)
    ]
    return ", ".join(parts) or _("sans coefficient")


def consequences(found: MaquetteDifferences) -> Iterator[str]:
    """Totals, shares of the SAÉ, Apogée codes."""
    for ue in found.ues:
        if ue.before and ue.after and ue.total.gap:
            message = _("{ue} : la somme des coefficients passe de {before} à {after}.")
            yield _from_to(message, ue, ue.total, 1)
        if ue.before and ue.after and ue.share.gap:
            message = _("{ue} : la part des SAÉ passe de {before} à {after} %.")
            yield _from_to(message, ue, ue.share, 100)
    before, after = ({module.apogee for module in one.modules} for one in (found.before, found.after))
    for message, codes in (
        (_("Codes Apogée nouveaux : {codes}."), after - before),
        (_("Codes Apogée qui ne servent plus : {codes}."), before - after),
    ):
        if codes:
            yield message.format(codes=", ".join(sorted(codes)))


def _from_to(message: str, ue: UeDifference, pair: Pair, times: int) -> str:
    before, after = (_figure(Fraction(value or 0) * times) for value in (pair.before, pair.after))
    return message.format(ue=ue.code, before=before, after=after)


def _figure(value: object) -> str:
    return french(Fraction(str(value)))


def signed(gap: Fraction) -> str:
    """« +0,20 », « −0,20 »."""
    return f"{'−' if gap < 0 else '+'}{french(abs(gap))}"


def standing_in_words(standing: Standing) -> str:
    """For the first column of a table."""
    return {
        Standing.SAME: _("identique"),
        Standing.CHANGED: _("modifié"),
        Standing.ADDED: _("ajouté"),
        Standing.REMOVED: _("retiré"),
    }[standing]
