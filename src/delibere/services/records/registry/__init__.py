# SPDX-License-Identifier: EUPL-1.2
"""Results on their way to the registry: a neutral table, then the file that one registry reads.

`table` knows no file; `filling` writes Apogée's. Pégase or another would stand beside `filling`.
"""
