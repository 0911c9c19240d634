# SPDX-License-Identifier: EUPL-1.2
"""The pages, one folder a journey. Who may see what is in `access.py`, and nowhere else."""
