# SPDX-License-Identifier: EUPL-1.2
"""One file per notion; Django finds them all here."""

from delibere.store.models.accounts import Account, Membership, Role
from delibere.store.models.curricula import AnnexUpload, MaquetteVersion, VersionState
from delibere.store.models.departments import Department, Milestone
from delibere.store.models.enrolments import Enrolment, EnrolmentStatus, Exemption, Promotion, Teaching
from delibere.store.models.groups import Group, GroupMembership, Partition
from delibere.store.models.journal import Action, JournalEntry
from delibere.store.models.past import PastOutcome
from delibere.store.models.students import ColumnProfile, FileKind, Student, StudentUpload

__all__ = [
    "Account",
    "Action",
    "AnnexUpload",
    "ColumnProfile",
    "Department",
    "Enrolment",
    "EnrolmentStatus",
    "Exemption",
    "FileKind",
    "Group",
    "GroupMembership",
    "JournalEntry",
    "MaquetteVersion",
    "Membership",
    "Milestone",
    "Partition",
    "PastOutcome",
    "Promotion",
    "Role",
    "Student",
    "StudentUpload",
    "Teaching",
    "VersionState",
]
