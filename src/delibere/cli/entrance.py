# SPDX-License-Identifier: EUPL-1.2
"""The tree of commands."""

import click

from delibere.cli.mcc import mcc
from delibere.foundation.language import _


@click.group(help=_("De l’annexe MCC aux décisions de jury du BUT : exact, expliqué, réversible."))
@click.version_option(package_name="delibere")
def delibere() -> None:
    """Root of the tree."""


delibere.add_command(mcc)
