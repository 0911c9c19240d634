# SPDX-License-Identifier: EUPL-1.2
"""One of everything that an address may name."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.services.records.absences.half_days import record_absences
from delibere.services.records.absences.proofs import record_proof
from delibere.services.records.api.tokens import make_token
from delibere.services.records.documents.jobs import ask
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.enrolments import enrol, exempt, open_promotion
from delibere.services.records.evaluations import LOCAL_BONUS, TypedEvaluation, create_evaluation
from delibere.services.records.groups import add_group, partition
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.store.models import (
    Account,
    AnnexUpload,
    ApiToken,
    CompetenceFramework,
    Department,
    FileKind,
    HalfDay,
    JuryDecision,
    MaquetteVersion,
    Milestone,
    PaperKind,
    PastOutcome,
    RegistryUpload,
    Role,
    SessionKind,
    StudentUpload,
)
from gardens import jury
from orebut import as_bytes, framework_of
from registry_samples import PLAIN
from scodoc_answers import files, zipped

Kwargs = dict[str, Any]


def one_of_everything(published: Curriculum, qlio: Department, someone: Callable[..., Account]) -> Kwargs:
    """One of everything that an address may name, of the same student and promotion."""
    author, by = command_line(), someone(Role.HEAD)
    promotion = open_promotion(author, qlio, 2023, "s1-fi")
    student = create(author, qlio, {"nip": "99000001", "surname": "Framboise", "email": "f@example.org"})
    enrol(author, promotion, [student])
    enrolment = promotion.enrolments.get()
    exempt(author, enrolment, "UE11", "VAE")
    group = add_group(author, partition(author, promotion, "TD"), "A")
    teacher = someone(Role.TEACHER)
    maquette = published.maquette("s1-fi")
    assign(author, promotion, [maquette.modules[0].apogee], teacher)
    module = maquette.modules[0].apogee
    exam = create_evaluation(author, promotion, TypedEvaluation(module, "DS"))
    sport = create_evaluation(author, promotion, TypedEvaluation(LOCAL_BONUS, "sport"))
    record_absences(author, enrolment, [(date(2023, 10, 9), HalfDay.MORNING)])
    proof = record_proof(author, student, date(2023, 10, 9), date(2023, 10, 9), "convocation").proof
    past = PastOutcome.objects.create(student=student, year=2022, subject="ue", semester=1, reason="PV")
    session = jury(promotion, kind=SessionKind.SEMESTER)
    JuryDecision.objects.create(session=session, student=student, subject="ue", semester=1, version=1)
    job = ask(author, promotion, PaperKind.BULLETIN, apart=True, options={})
    paper = Paper(
        PaperKind.BULLETIN, "Bulletin", "b.pdf", b"%PDF-", student, promotion, None, job, handed=True
    )
    versions = MaquetteVersion.objects.filter(slug__in=["s3-fi-osc", "s3-fi-mp"])
    return {
        "department": "qlio",
        "start": 2023,
        "end": 2024,
        "slug": "s1-fi",
        "form": "json",
        "parameter": "arrondi",
        "promotion": promotion.pk,
        "enrolment": enrolment.pk,
        "exemption": enrolment.exemptions.get().pk,
        "group": group.pk,
        "partition": group.partition_id,
        "teaching": promotion.teachings.get().pk,
        "module": module,
        "evaluation": exam.pk,
        "source": sport.pk,
        "absence": enrolment.absences.get().pk,
        "proof": proof.pk,
        "nip": student.nip,
        "figure": maquette.modules[0].apogee,
        "line": past.pk,
        "milestone": Milestone.objects.create(department=qlio, on="2024-01-26", title="Jury").pk,
        "account": by.pk,
        "uidb64": "MQ",
        "token": "set-password",
        **uploads_of(published, qlio, by),
        "api_token": token_for(teacher, qlio, Role.TEACHER)[0].pk,
        "session": session.pk,
        "job": job.pk,
        "document": keep(author, qlio, paper).pk,
        "printed": "emargement",
        "code": "7F3K-QX2M-94TD",
        "taught_by": teacher,
        "student": student,
        "versions": [version.pk for version in versions],
    }


def uploads_of(published: Curriculum, qlio: Department, by: Account) -> Kwargs:
    """One file of each kind, dropped and not taken yet."""
    annex = (Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md").read_bytes()
    outcomes = b"nip;annee;maquette;objet\n99000001;2022-2023;s1-fi;inscription\n"
    uploads = {"department": qlio, "by": by}
    return {
        "upload": AnnexUpload.objects.create(file_name="a.md", data=annex, **uploads).pk,
        "framework": CompetenceFramework.objects.create(
            file_name="r.xml", data=as_bytes(framework_of(published)), year=2023, **uploads
        ).pk,
        "students": StudentUpload.objects.create(
            file_name="e.csv", data=b"NIP;Nom\n99000002;Sorbier\n", **uploads
        ).pk,
        "past": StudentUpload.objects.create(
            kind=FileKind.PAST, file_name="p.csv", data=outcomes, **uploads
        ).pk,
        "absences": StudentUpload.objects.create(
            kind=FileKind.ABSENCES, file_name="a.csv", data=b"NIP;Date\n99000001;09/10/2023\n", **uploads
        ).pk,
        "scodoc": StudentUpload.objects.create(
            kind=FileKind.SCODOC,
            file_name="s.zip",
            data=zipped(files()),
            columns={"slug": "s3-fi-osc"},
            **uploads,
        ).pk,
        "registry_file": RegistryUpload.objects.create(file_name="v.txt", data=PLAIN.data, **uploads).pk,
    }


def token_for(account: Account, department: Department, role: Role) -> tuple[ApiToken, str]:
    """A token that opens for a day, and its key."""
    return make_token(command_line(), account, department, role, "essai", timezone.localdate())
