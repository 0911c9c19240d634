# SPDX-License-Identifier: EUPL-1.2
"""The annexe MCC, in the formats it comes in and goes out."""
