# SPDX-License-Identifier: EUPL-1.2
"""One file per notion; Django finds them all here."""

from delibere.store.models.absences import Absence, AbsenceProof, HalfDay
from delibere.store.models.accounts import Account, Membership, Role
from delibere.store.models.api_tokens import ApiToken, IdempotentAnswer
from delibere.store.models.curricula import AnnexUpload, MaquetteVersion, VersionState
from delibere.store.models.departments import Department, Milestone
from delibere.store.models.documents import IssuedDocument, Job, JobState, PaperKind, PaperSettings
from delibere.store.models.enrolments import Enrolment, EnrolmentStatus, Exemption, Promotion, Teaching
from delibere.store.models.frameworks import CompetenceFramework
from delibere.store.models.groups import Group, GroupMembership, Partition
from delibere.store.models.journal import Action, JournalEntry
from delibere.store.models.juries import (
    JuryDecision,
    JuryMember,
    JuryPromotion,
    JurySession,
    Seal,
    SessionKind,
    SessionState,
)
from delibere.store.models.local_rules import LocalRule
from delibere.store.models.marks import Evaluation, EvaluationState, Mark, MarkChange
from delibere.store.models.past import PastOutcome
from delibere.store.models.registry import RegistryCode, RegistryRule, RegistryUpload
from delibere.store.models.students import ColumnProfile, FileKind, Student, StudentUpload

__all__ = [
    "Absence",
    "AbsenceProof",
    "Account",
    "Action",
    "AnnexUpload",
    "ApiToken",
    "ColumnProfile",
    "CompetenceFramework",
    "Department",
    "Enrolment",
    "EnrolmentStatus",
    "Evaluation",
    "EvaluationState",
    "Exemption",
    "FileKind",
    "Group",
    "GroupMembership",
    "HalfDay",
    "IdempotentAnswer",
    "IssuedDocument",
    "Job",
    "JobState",
    "JournalEntry",
    "JuryDecision",
    "JuryMember",
    "JuryPromotion",
    "JurySession",
    "LocalRule",
    "MaquetteVersion",
    "Mark",
    "MarkChange",
    "Membership",
    "Milestone",
    "PaperKind",
    "PaperSettings",
    "Partition",
    "PastOutcome",
    "Promotion",
    "RegistryCode",
    "RegistryRule",
    "RegistryUpload",
    "Role",
    "Seal",
    "SessionKind",
    "SessionState",
    "Student",
    "StudentUpload",
    "Teaching",
    "VersionState",
]
