# SPDX-License-Identifier: EUPL-1.2
"""The command `delibere`: official nouns, English verbs, French help.

Every command ends with 0 (fine), 1 (findings for a person) or 2 (unusable input, nothing written).
"""

import gettext
import os
import sys
from importlib.resources import files

from delibere.cli.output import refuse
from delibere.foundation.errors import DelibereError


def speak_french() -> None:
    """What click says by itself comes from our catalogue, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("messages", str(files("delibere.cli") / "locale"))


def main() -> None:
    """Run the command, in French, and turn refusals into sentences."""
    speak_french()
    from delibere.cli.entrance import delibere  # noqa: PLC0415 click words its types while commands are made

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        delibere(prog_name="delibere")
    except DelibereError as error:
        sys.exit(refuse(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
