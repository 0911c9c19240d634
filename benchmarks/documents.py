# SPDX-License-Identifier: EUPL-1.2
"""1,000 bulletins: one tagged PDF/A, and 1,000 files, beside the same page by ReportLab without tags.

`python benchmarks/documents.py [bulletins] [rounds]` alternates every way in each round; it prints medians of
pages a second, their ratios, processor time, and the most memory that all processes held together.

This file imports nothing: every process that is started reads it again.
"""

if __name__ == "__main__":
    import sys

    from bulletin_ways import main

    main(*map(int, sys.argv[1:]))
