# SPDX-License-Identifier: EUPL-1.2
"""Lists on paper: by group, of attendance to sign, of marks to fill by hand."""

from delibere.documents.lists.pages import Roster, attendance_sheet, group_list, mark_sheet, typeset_lists
from delibere.documents.lists.workbook import lists_workbook

__all__ = [
    "Roster",
    "attendance_sheet",
    "group_list",
    "lists_workbook",
    "mark_sheet",
    "typeset_lists",
]
