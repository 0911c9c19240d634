# SPDX-License-Identifier: EUPL-1.2
"""Why Délibéré refuses. Every message is in French and says what is wrong, where, and what to do."""

from collections.abc import Sequence

from delibere.foundation.findings import Finding


class DelibereError(Exception):
    """Root of what Délibéré raises on purpose."""


class UnusableInputError(DelibereError):
    """Nothing can be done with this input; nothing was written.

    Attributes:
        findings: every reason at once, when there is more than one.
    """

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)
