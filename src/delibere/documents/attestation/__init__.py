# SPDX-License-Identifier: EUPL-1.2
"""The attestation of what somebody obtained, with a code that anybody may check."""

from delibere.documents.attestation.codes import new_code, read_code
from delibere.documents.attestation.pages import Attestation, Obtained, typeset_attestation

__all__ = ["Attestation", "Obtained", "new_code", "read_code", "typeset_attestation"]
