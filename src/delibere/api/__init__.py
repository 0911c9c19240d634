# SPDX-License-Identifier: EUPL-1.2
"""REST: the same services as the pages, under the same rules, for programs."""
