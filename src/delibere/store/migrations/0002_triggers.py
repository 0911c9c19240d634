# SPDX-License-Identifier: EUPL-1.2
"""The journal and what was published refuse change."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from delibere.store import triggers


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers."""
    triggers.install(editor)


def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them."""
    triggers.remove(editor)


class Migration(migrations.Migration):
    """Triggers, on both databases."""

    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(install, remove)]
