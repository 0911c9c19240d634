# SPDX-License-Identifier: EUPL-1.2
"""Who did what, when, from where. Rows are only ever added: triggers refuse the rest on both databases."""

from django.db import models

from delibere.foundation.language import _
from delibere.store.models.departments import Department


class Action(models.TextChoices):
    """What can be done and is remembered."""

    ANNEX_UPLOADED = "annex.uploaded"
    ANNEX_CORRECTED = "annex.corrected"
    ANNEX_ABANDONED = "annex.abandoned"
    MAQUETTE_DRAFTED = "maquette.drafted"
    MAQUETTE_PUBLISHED = "maquette.published"
    MAQUETTE_DISCARDED = "maquette.discarded"
    FRAMEWORK_SET = "framework.set"
    STUDENTS_IMPORTED = "students.imported"
    SCODOC_TAKEN = "scodoc.taken"
    STUDENT_CREATED = "student.created"
    STUDENT_CHANGED = "student.changed"
    CIVIL_DATA_FORGOTTEN = "civil_data.forgotten"
    PAST_RECORDED = "past.recorded"
    PAST_WITHDRAWN = "past.withdrawn"
    PROMOTION_OPENED = "promotion.opened"
    ENROLLED = "enrolment.made"
    ENROLMENT_CHANGED = "enrolment.changed"
    ENROLMENT_CANCELLED = "enrolment.cancelled"
    EXEMPTED = "exemption.granted"
    EXEMPTION_WITHDRAWN = "exemption.withdrawn"
    GROUPS_CHANGED = "groups.changed"
    TEACHING_CHANGED = "teaching.changed"
    EVALUATION_CREATED = "evaluation.created"
    EVALUATION_CHANGED = "evaluation.changed"
    EVALUATION_REMOVED = "evaluation.removed"
    EVALUATION_PUBLISHED = "evaluation.published"
    EVALUATION_LOCKED = "evaluation.locked"
    EVALUATION_UNLOCKED = "evaluation.unlocked"
    MARKS_ENTERED = "marks.entered"
    JURY_PREPARED = "jury.prepared"
    JURY_CHANGED = "jury.changed"
    JURY_OPENED = "jury.opened"
    JURY_DECIDED = "jury.decided"
    JURY_ACCEPTED = "jury.accepted"
    JURY_CLOSED = "jury.closed"
    JURY_PUBLISHED = "jury.published"
    JURY_DISCARDED = "jury.discarded"
    ABSENCES_RECORDED = "absences.recorded"
    ABSENCES_IMPORTED = "absences.imported"
    ABSENCE_REMOVED = "absence.removed"
    PROOF_RECORDED = "proof.recorded"
    PROOF_WITHDRAWN = "proof.withdrawn"
    PAPERS_ASKED = "papers.asked"
    PAPERS_CANCELLED = "papers.cancelled"
    PAPER_ISSUED = "paper.issued"
    PAPER_SETTINGS_CHANGED = "paper_settings.changed"
    LOCAL_RULE_SET = "local_rule.set"
    REGISTRY_RULE_SET = "registry.rule"
    REGISTRY_CODES_SET = "registry.codes"
    REGISTRY_FILLED = "registry.filled"
    TOKEN_MADE = "token.made"  # noqa: S105 a name of an action, not a secret
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 a name of an action, not a secret
    DEPARTMENT_CHANGED = "department.changed"
    MILESTONES_CHANGED = "milestones.changed"
    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_CHANGED = "account.changed"
    ROLES_CHANGED = "roles.changed"
    SIGNED_IN = "session.opened"
    SIGN_IN_REFUSED = "session.refused"
    PASSWORD_SET = "password.set"  # noqa: S105 a name of an action, not a secret
    JOURNAL_PURGED = "journal.purged"
    BACKUP_MADE = "backup.made"
    BACKUP_RESTORED = "backup.restored"

    @property
    def word(self) -> str:
        """For people."""
        return (_of_teaching() | _of_juries() | _of_the_installation())[self]


def _of_teaching() -> dict[str, str]:
    """Maquettes, people, evaluations, marks."""
    return {
        Action.ANNEX_UPLOADED: _("annexe déposée"),
        Action.ANNEX_CORRECTED: _("ligne d’annexe corrigée"),
        Action.ANNEX_ABANDONED: _("annexe abandonnée"),
        Action.MAQUETTE_DRAFTED: _("maquette enregistrée en brouillon"),
        Action.MAQUETTE_PUBLISHED: _("maquette publiée"),
        Action.MAQUETTE_DISCARDED: _("brouillon de maquette écarté"),
        Action.FRAMEWORK_SET: _("compétences nommées d’après un référentiel"),
        Action.STUDENTS_IMPORTED: _("étudiants importés"),
        Action.SCODOC_TAKEN: _("semestre repris de ScoDoc"),
        Action.STUDENT_CREATED: _("étudiant créé"),
        Action.STUDENT_CHANGED: _("fiche d’étudiant modifiée"),
        Action.PAST_RECORDED: _("décision antérieure saisie"),
        Action.PAST_WITHDRAWN: _("décision antérieure retirée"),
        Action.PROMOTION_OPENED: _("promotion ouverte"),
        Action.ENROLLED: _("inscription"),
        Action.ENROLMENT_CHANGED: _("inscription modifiée"),
        Action.ENROLMENT_CANCELLED: _("inscription annulée"),
        Action.EXEMPTED: _("dispense accordée"),
        Action.EXEMPTION_WITHDRAWN: _("dispense retirée"),
        Action.GROUPS_CHANGED: _("groupes modifiés"),
        Action.TEACHING_CHANGED: _("enseignants d’un module modifiés"),
        Action.EVALUATION_CREATED: _("évaluation créée"),
        Action.EVALUATION_CHANGED: _("évaluation modifiée"),
        Action.EVALUATION_REMOVED: _("évaluation retirée"),
        Action.EVALUATION_PUBLISHED: _("évaluation publiée"),
        Action.EVALUATION_LOCKED: _("évaluation verrouillée"),
        Action.EVALUATION_UNLOCKED: _("évaluation déverrouillée"),
        Action.MARKS_ENTERED: _("notes saisies"),
        Action.ABSENCES_RECORDED: _("absences enregistrées"),
        Action.ABSENCES_IMPORTED: _("absences importées"),
        Action.ABSENCE_REMOVED: _("absence retirée"),
        Action.PROOF_RECORDED: _("justificatif enregistré"),
        Action.PROOF_WITHDRAWN: _("justificatif retiré"),
        Action.LOCAL_RULE_SET: _("règle locale déclarée"),
    }


def _of_juries() -> dict[str, str]:
    """Juries, papers, the registry."""
    return {
        Action.JURY_PREPARED: _("jury préparé"),
        Action.JURY_CHANGED: _("jury modifié"),
        Action.JURY_OPENED: _("séance de jury ouverte"),
        Action.JURY_DECIDED: _("décision de jury"),
        Action.JURY_ACCEPTED: _("cas clairs acceptés"),
        Action.JURY_CLOSED: _("jury clos et scellé"),
        Action.JURY_PUBLISHED: _("décisions publiées"),
        Action.PAPERS_ASKED: _("documents demandés"),
        Action.PAPERS_CANCELLED: _("documents annulés"),
        Action.PAPER_ISSUED: _("document édité"),
        Action.PAPER_SETTINGS_CHANGED: _("réglages des documents changés"),
        Action.JURY_DISCARDED: _("jury abandonné"),
        Action.REGISTRY_RULE_SET: _("réglages de la scolarité modifiés"),
        Action.REGISTRY_CODES_SET: _("codes de la scolarité modifiés"),
        Action.REGISTRY_FILLED: _("fichier de la scolarité rempli"),
    }


def _of_the_installation() -> dict[str, str]:
    """Departments, accounts, what keeps them."""
    return {
        Action.TOKEN_MADE: _("jeton d’accès créé"),
        Action.TOKEN_REVOKED: _("jeton d’accès révoqué"),
        Action.DEPARTMENT_CHANGED: _("réglages du département modifiés"),
        Action.MILESTONES_CHANGED: _("dates modifiées"),
        Action.ACCOUNT_INVITED: _("invitation envoyée"),
        Action.ACCOUNT_CHANGED: _("compte modifié"),
        Action.ROLES_CHANGED: _("rôles modifiés"),
        Action.SIGNED_IN: _("connexion"),
        Action.SIGN_IN_REFUSED: _("connexion refusée"),
        Action.PASSWORD_SET: _("mot de passe choisi"),
        Action.JOURNAL_PURGED: _("journal purgé"),
        Action.CIVIL_DATA_FORGOTTEN: _("état civil effacé"),
        Action.BACKUP_MADE: _("sauvegarde"),
        Action.BACKUP_RESTORED: _("restauration"),
    }


class JournalEntry(models.Model):
    """One act.

    Attributes:
        department: None for what concerns the installation.
        actor: who; None for the command line or somebody unknown (a refused sign-in).
        actor_name: as written that day.
        subject: what it is about, in words (« S3 · FI · OSC, version 2 », « FRAMBOISE Félix »).
        student_nip: the student it is about, when there is one, so that his or her history can be shown.
        details: counts, and old → new values.
        origin: address of the browser, or « ligne de commande ».
        keep_until: the day from which an administrator may purge it (its personal data).
    """

    at = models.DateTimeField(auto_now_add=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="journal")
    actor = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=250)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, blank=True)
    student_nip = models.CharField(max_length=16, blank=True)
    details = models.JSONField(default=dict)
    origin = models.CharField(max_length=64)
    keep_until = models.DateField()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("department", "-id")),
            models.Index(fields=("department", "student_nip")),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"

    @property
    def word(self) -> str:
        """What was done, for people."""
        return Action(self.action).word
