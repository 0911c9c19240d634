# SPDX-License-Identifier: EUPL-1.2
"""The bulletin of a semester: what each UE gives, then why; provisional when it is."""

from delibere.documents.bulletin.pages import TEMPLATE, Bulletins
from delibere.documents.bulletin.setting import Absences, BulletinSetting

__all__ = ["TEMPLATE", "Absences", "BulletinSetting", "Bulletins"]
