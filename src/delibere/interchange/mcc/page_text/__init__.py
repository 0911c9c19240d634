# SPDX-License-Identifier: EUPL-1.2
"""The annex as a PDF: the text of its pages put back into the lines of an annex, then read like any other."""

from delibere.interchange.mcc.page_text.reading import is_pdf, read_pdf

__all__ = ["is_pdf", "read_pdf"]
