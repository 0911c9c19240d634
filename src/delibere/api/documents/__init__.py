# SPDX-License-Identifier: EUPL-1.2
"""Papers: those that were issued, the jobs that make many, and issuing them."""
