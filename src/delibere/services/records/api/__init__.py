# SPDX-License-Identifier: EUPL-1.2
"""What programs come with: tokens, and requests that are sent twice."""
