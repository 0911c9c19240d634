# SPDX-License-Identifier: EUPL-1.2
"""The language of what people read.

French sentences stand in the source, inside ``_()``: French is the source language of the messages, so
nothing has to be compiled for it, and another language follows by a gettext catalogue.
"""

from contextvars import ContextVar
from gettext import NullTranslations

_translations: ContextVar[NullTranslations] = ContextVar("translations", default=NullTranslations())  # noqa: B039 stateless


def speak(translations: NullTranslations) -> None:
    """Make this catalogue the one in which the current context answers."""
    _translations.set(translations)


def _(sentence: str) -> str:
    return _translations.get().gettext(sentence)


def plural(one: str, many: str, count: int) -> str:
    """The form that fits this count: in French, 0 and 1 are singular."""
    catalogue = _translations.get()
    if type(catalogue) is NullTranslations:
        return one if count < 2 else many
    return catalogue.ngettext(one, many, count)
