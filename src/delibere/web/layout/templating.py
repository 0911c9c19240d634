# SPDX-License-Identifier: EUPL-1.2
"""What templates know: sentences by the same `_` as the code, figures and dates as French writes them."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined

from delibere.foundation.calendar import french_date
from delibere.foundation.language import _, plural
from delibere.foundation.numbers import french, french_minimal, write_fraction

MINUS = "\u2212"
_WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def environment(**options: Any) -> Environment:  # noqa: ANN401 Django's own signature
    """What Django calls to make the environment of templates. An unknown name is an error, never a blank."""
    options.setdefault("undefined", StrictUndefined)
    made = Environment(**{**options, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701 it is on
    made.add_extension("jinja2.ext.i18n")
    made.install_gettext_callables(_, plural, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(url=url, static=static, plural=counted)
    made.filters.update(
        quotient=quotient,
        hundredths=hundredths,
        figure=figure,
        coefficient=coefficient,
        decimals=decimals,
        unrounded=unrounded,
        french=french,
        thousands=thousands,
        minimal=french_minimal,
        day=day,
        short_day=short_day,
        moment=moment,
        long_day=french_date,
        weekday=weekday,
    )
    return made


def counted(one: str, many: str, n: int) -> str:
    """The form that fits the count, which stands for « {n} » in it."""
    return plural(str(one), str(many), n).replace("{n}", str(n))


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def thousands(value: int) -> str:
    """« 17 839 »."""
    return f"{value:,}".replace(",", "\u202f")


def quotient(value: Fraction) -> str:
    """A mean as it was decided, two decimals when they are exact: « 9,50 », « 9,4625 », « 29/3 »."""
    return french(value, 2) if (value * 100).denominator == 1 else write_fraction(value)


def figure(value: Fraction | None) -> str:
    """An exact value inside an explanation: « 12,5 », « 10,3226 » to the fourth decimal, « – » for none."""
    if value is None:
        return "–"
    return french(value, 4).rstrip("0").rstrip(",")


def decimals(value: Fraction) -> str:
    """A coefficient in a column, so that commas stand under each other: « 1,50 »; « 1/3 » as it is."""
    return french(value) if (value * 100).denominator == 1 else write_fraction(value)


def unrounded(value: Fraction, places: int = 4) -> str:
    """An exact value, cut and never rounded: « 2,8550 », « 9,9963… » when it goes on."""
    cut = Fraction(value.numerator * 10**places // value.denominator, 10**places)
    return french(cut, places) + ("" if cut == value else "…")


def coefficient(value: Fraction) -> str:
    """« 1,5 », « 1/3 »."""
    return write_fraction(value)


def hundredths(value: int | None) -> str:
    """« 9,46 » for 946, « – » for none."""
    if value is None:
        return "–"
    whole, part = divmod(abs(value), 100)
    return f"{MINUS if value < 0 else ''}{whole},{part:02d}"


def day(value: date | None) -> str:
    """« 26/01/2024 », « – » for none."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return "–" if value is None else f"{value:%d/%m/%Y}"


def short_day(value: date) -> str:
    """« 06/10 », where the year is known."""
    return f"{value:%d/%m}"


def weekday(value: date) -> str:
    """« mar. 23/01 »."""
    return f"{_WEEKDAYS[value.weekday()]} {value:%d/%m}"


def moment(value: datetime | None) -> str:
    """« 26/01/2024 à 9:12 », « – » for none."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return _("{day} à {hour}").format(day=f"{local:%d/%m/%Y}", hour=f"{local.hour}:{local:%M}")
