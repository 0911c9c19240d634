# SPDX-License-Identifier: EUPL-1.2
"""Papers: settings, issuing, progress, what was issued, verification by anybody."""
