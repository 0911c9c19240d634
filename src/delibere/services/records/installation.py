# SPDX-License-Identifier: EUPL-1.2
"""An installation as a whole: its tables, its first department."""

from dataclasses import dataclass

from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.accounts import invitation_path, invite
from delibere.services.records.journal import Author
from delibere.store.models import Department, Role


@dataclass(frozen=True, slots=True)
class NewDepartment:
    """What must be said to open a department.

    Attributes:
        administrator: login of the person who will invite the others.
    """

    slug: str
    name: str
    diploma: str
    academic_year: AcademicYear
    administrator: str
    email: str


def migrate() -> None:
    """Bring the tables to this version; nothing happens when they are.

    Raises:
        UnusableInputError: the database does not answer.
    """
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        message = _("La base de données ne répond pas : {why}. Vérifiez DATABASE_URL.")
        raise UnusableInputError(message.format(why=str(error).strip().splitlines()[0])) from None


def is_empty() -> bool:
    """Whether nothing was ever put in it."""
    return not Department.objects.exists()


def is_ready() -> bool:
    """Whether its tables are there."""
    models = apps.get_app_config("store").get_models()
    return {model._meta.db_table for model in models} <= set(connection.introspection.table_names())  # noqa: SLF001 Django's own way


@transaction.atomic
def open_department(author: Author, new: NewDepartment) -> str:
    """Create a department and invite its administrator.

    Returns:
        The path of the link by which the administrator chooses a password.

    Raises:
        UnusableInputError: this department exists already.
    """
    if Department.objects.filter(slug=new.slug).exists():
        raise UnusableInputError(_("Le département « {slug} » existe déjà.").format(slug=new.slug))
    department = Department.objects.create(
        slug=new.slug, name=new.name, diploma=new.diploma, year=new.academic_year.start
    )
    account = invite(
        author, department, new.administrator, new.email, new.administrator, [Role.ADMINISTRATOR]
    )
    return invitation_path(account)
