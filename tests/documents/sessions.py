# SPDX-License-Identifier: EUPL-1.2
"""A session of the demonstration's second year, as its papers need it."""

from datetime import datetime

from papers import BELLERIVE

from delibere.documents.minutes import Minutes, MinutesClass, MinutesLine, MinutesMember, MinutesStudent
from delibere.documents.results import described
from delibere.jury.deciding import Ruling
from delibere.jury.proposals import Proposals

DIGEST = "33dbc63375178dd6268a3d41ccaa8d4458bf943badc41aa24da3058b95bc032f"


def minutes_student(ruling: Ruling) -> MinutesStudent:
    """What is decided about one student."""
    year = ruling.year
    return MinutesStudent(
        ruling.student.nip,
        ruling.student.surname,
        ruling.student.first_name,
        tuple(
            MinutesLine(
                line.subject,
                line.semester,
                line.competence,
                line.label,
                line.shown,
                line.code,
                line.proposal.code,
                line.choice.motive if line.choice else "",
                line.earlier,
            )
            for line in ruling.lines
        ),
        ruling.proposal.ects.year,
        ruling.fact,
        year.proposal.sentence if year else "",
        ruling.proposal.blocking,
    )


def minutes_of(proposals: Proposals, rulings: tuple[Ruling, ...]) -> Minutes:
    """A sealed session about these students."""
    course = proposals.course
    ues = {(one.maquette.semester, ue.competence): ue for one in course.followed for ue in one.maquette.ues}
    titles = {competence: ue.title for (_semester, competence), ue in ues.items()}
    judged = MinutesClass(
        "parcours OSC, formation initiale",
        tuple(one.maquette.semester for one in course.followed),
        list(titles.items()),
        {place: ue.code for place, ue in ues.items()},
        [minutes_student(ruling) for ruling in rulings],
    )
    members = [
        MinutesMember(
            "Mme VERGER Solène",
            "Professeure des universités, directrice de l’IUT",
            "Présidente",
            present=True,
        ),
        MinutesMember(
            "M. NOYER Cyprien", "Maître de conférences, chef du département", "Membre", present=True
        ),
        MinutesMember("M. CHÂTAIGNIER Łukasz", "Maître de conférences", "Membre", present=True),
        MinutesMember("Mme GROSEILLE Héloïse", "Professeure certifiée", "Membre", present=False),
    ]
    return Minutes(
        institution=BELLERIVE,
        academic_year=course.academic_year,
        title="deuxième année : semestres 3 et 4",
        course="BUT Qualité, logistique industrielle et organisation, parcours OSC",
        held_at=datetime(2024, 6, 25, 14, 0),  # noqa: DTZ001 as people read it
        place="salle du conseil, IUT",
        act="arrêté 2024-117 du 4 mai",
        president="Mme VERGER Solène",
        members=members,
        texts="Arrêté du 27 mai 2021, modifié par l’arrêté du 15 avril 2022, annexe 1, points 4.3 à 4.6.",
        parameters=[(name, value, "local") for name, value in described(course.rules)],
        classes=[judged],
        annual=True,
        fingerprint=DIGEST,
        sealed=True,
        closed_at=datetime(2024, 6, 25, 16, 20),  # noqa: DTZ001
    )
