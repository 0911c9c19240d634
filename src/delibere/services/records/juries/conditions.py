# SPDX-License-Identifier: EUPL-1.2
"""The conditions of passage of one student, each with its figure: what the room is shown under the RCUE."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from delibere.calculation.rounding import value_passes
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.jury.codes import ACQUIRED, NUMBERED, Code
from delibere.jury.deciding import Ruling
from delibere.jury.proposals import Proposals
from delibere.jury.student import RcueProposal
from delibere.jury.wording.case import point
from delibere.services.records.juries.sitting import Person, Sitting


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: in words, whether it is met, and its figure."""

    words: str
    met: bool
    figure: str


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """A year before the one judged, 1 or 2: what was decided about it, and its credits acquired."""

    number: int
    code: Code | None
    ects: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from a ruling.

    Attributes:
        title: « Passage en semestre 5, point 4.5 »; empty where nothing is to be met.
        diploma: « DUT », « BUT »: towards which credits are counted; `asked`: how many.
        worth: credits of each UE of the year, by semester and competence; `year_worth`: their sum.
        semesters: the two numbers of the year.
        earlier: the years before it.
    """

    title: str
    conditions: tuple[Condition, ...]
    diploma: str
    asked: Decimal
    worth: Mapping[tuple[int, str], Decimal]
    semesters: tuple[int, int]
    earlier: tuple[EarlierYear, ...]

    @property
    def year_worth(self) -> Decimal:
        """Credits of the whole year."""
        return sum(self.worth.values(), Decimal(0))


def standing_of(sitting: Sitting, person: Person, ruling: Ruling) -> Standing:
    """Of one student; `ruling`: as decided, or with what is tried."""
    slug = person.slug
    proposals = sitting.of_class(slug).proposals
    course = proposals.course
    last = course.year == 2
    annual = ruling.year is not None and ruling.fact is None and not last
    parameters, asked = sitting.parameters, course.syllabus
    places = asked.in_order(course.year)
    return Standing(
        title=_("Passage en semestre {semester}, point {point}").format(
            semester=2 * course.year + 3, point=point("R7").point
        )
        if annual
        else "",
        conditions=tuple(_conditions(sitting, slug, ruling)) if annual else (),
        diploma="BUT" if last else "DUT",
        asked=Decimal(int(parameters.but_ects if last else parameters.dut_ects)),
        worth={(p.semester, asked.ues[p].competence): Decimal(int(asked.ects[p])) / 100 for p in places},
        semesters=(2 * course.year + 1, 2 * course.year + 2),
        earlier=tuple(_earlier(proposals, person.row, year) for year in range(course.year)),
    )


def _earlier(proposals: Proposals, row: int, year: int) -> EarlierYear:
    code = NUMBERED[int(proposals.course.past.year_codes[row, year])]
    return EarlierYear(year + 1, code, Decimal(int(proposals.ects[row, :, year].sum())) / 100)


def _conditions(sitting: Sitting, slug: str, ruling: Ruling) -> Iterator[Condition]:
    count, parameters = ruling.proposal.counters, sitting.parameters
    if count is None:
        return
    yield Condition(
        _("Plus de la moitié des RCUE à {bar} ou plus").format(bar=french(parameters.rcue_bar, 0)),
        count.acquired >= count.needed,
        _("{acquired} sur {total}").format(acquired=count.acquired, total=count.total),
    )
    yield _floor(sitting, ruling)
    if sitting.of_class(slug).proposals.course.year == 1:
        yield _first_year(sitting, slug, ruling)


def _floor(sitting: Sitting, ruling: Ruling) -> Condition:
    others = [rcue for rcue in ruling.proposal.rcues if rcue.decision.code not in ACQUIRED]
    known = [rcue for rcue in others if rcue.mean is not None and not rcue.provisional]
    met = len(known) == len(others) and all(_at_floor(sitting, rcue) for rcue in known)
    shown = min((rcue.shown for rcue in known if rcue.shown is not None), default=None)
    figure = _("tous acquis") if not others else _("incomplet")
    if shown is not None:
        figure = _("minimum {figure}").format(figure=french(Decimal(shown) / 100))
    words = _("Aucun RCUE sous {floor}").format(floor=french(sitting.parameters.rcue_floor, 0))
    return Condition(words, met, figure)


def _at_floor(sitting: Sitting, rcue: RcueProposal) -> bool:
    floor, rounding = sitting.parameters.rcue_floor, sitting.rules.rounding
    return rcue.mean is not None and value_passes(rcue.mean, floor, rounding)


def _first_year(sitting: Sitting, slug: str, ruling: Ruling) -> Condition:
    total = int(sitting.of_class(slug).proposals.course.syllabus.exists[:, 0].sum())
    first = [ue for ue in ruling.proposal.earlier_ues if ue.semester <= 2]
    missing = [ue for ue in first if ue.decision.code not in ACQUIRED]
    figure = _("{acquired} sur {total}").format(acquired=total - len(missing), total=total)
    return Condition(_("Toutes les UE de S1 et S2 acquises"), not missing, figure)
