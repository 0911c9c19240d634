# SPDX-License-Identifier: EUPL-1.2
"""The look of the sheets: hairlines, white space, one weight more where a person must look."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, NOTE, RULE, GROUP_RULE, HAIRLINE = "#1a1c1f", "#64686d", "#474b50", "#b4b4ac", "#e3e3de"
WARN, WARN_GROUND, BAD, BAD_GROUND = "#855000", "#fbf1dd", "#a31f24", "#fbeae8"


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of a workbook; `identity` and `slot` come plain, then with the rule of a fifth row."""

    title: Format
    text: Format
    note: Format
    label: Format
    caption: Format
    section: Format
    head: Format
    column_head: Format
    identity: tuple[Format, Format]
    slot: tuple[Format, Format]
    absent: Format
    neutral: Format
    impossible: Format

    @classmethod
    def of(cls, book: Workbook) -> "Styles":
        """Declare them in a workbook."""
        head = {"bold": True, "bottom": 1, "bottom_color": RULE, "valign": "bottom", "font_color": INK}
        lines = [{"bottom": 1, "bottom_color": colour} for colour in (HAIRLINE, GROUP_RULE)]
        slot = {"locked": False, "num_format": "0.00", "align": "right"}
        plain, fifth = (book.add_format({"font_color": INK, **line}) for line in lines)
        open_plain, open_fifth = (book.add_format({**slot, **line}) for line in lines)
        return cls(
            title=book.add_format({"bold": True, "font_size": 16, "font_color": INK}),
            text=book.add_format({"font_color": INK, "text_wrap": True, "valign": "top"}),
            note=book.add_format({"font_color": NOTE}),
            label=book.add_format({"font_color": NOTE, "align": "right"}),
            caption=book.add_format({"font_color": NOTE, "align": "right", "font_size": 10, "shrink": True}),
            section=book.add_format(head),
            head=book.add_format(head),
            column_head=book.add_format({**head, "align": "right", "text_wrap": True}),
            identity=(plain, fifth),
            slot=(open_plain, open_fifth),
            absent=book.add_format({"bold": True, "font_color": BAD, "bg_color": BAD_GROUND}),
            neutral=book.add_format({"bold": True, "font_color": WARN, "bg_color": WARN_GROUND}),
            impossible=book.add_format({"bold": True, "font_color": BAD, "underline": 1}),
        )
