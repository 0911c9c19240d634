# SPDX-License-Identifier: EUPL-1.2
"""The tree of commands."""

import click

from delibere.cli.apogee import apogee
from delibere.cli.compute import compute
from delibere.cli.demo import demo
from delibere.cli.differences import diff
from delibere.cli.explain import explain
from delibere.cli.framework import framework
from delibere.cli.jury import jury
from delibere.cli.jury_files import replay, verify
from delibere.cli.marks import marks
from delibere.cli.mcc import mcc
from delibere.cli.operations import backup, journal, restore, students
from delibere.cli.web import web
from delibere.foundation.language import _


@click.group(help=_("De l’annexe MCC aux décisions de jury du BUT : exact, expliqué, réversible."))
@click.version_option(package_name="delibere")
def delibere() -> None:
    """Root of the tree."""


mcc.add_command(diff)
mcc.add_command(framework)
for command in (mcc, marks, compute, explain, jury, apogee, demo, web, backup, restore, journal, students):
    delibere.add_command(command)
for command in (verify, replay):
    jury.add_command(command)
