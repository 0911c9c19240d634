# SPDX-License-Identifier: EUPL-1.2
"""The annexe MCC as the department publishes it each year, one face for each maquette."""

from delibere.documents.annex.pages import AnnexSetting, typeset_annex

__all__ = ["AnnexSetting", "typeset_annex"]
