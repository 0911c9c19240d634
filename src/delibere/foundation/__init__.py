# SPDX-License-Identifier: EUPL-1.2
"""What every other room stands on: figures, marks, dates, references to the law, findings, language."""
