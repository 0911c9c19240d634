# SPDX-License-Identifier: EUPL-1.2
"""A curriculum as a workbook (XLSX): a sheet a maquette, laid out as the table people know, with its sums."""

from delibere.interchange.mcc.workbook.reading import read_xlsx
from delibere.interchange.mcc.workbook.writing import write_xlsx

__all__ = ["read_xlsx", "write_xlsx"]
