# SPDX-License-Identifier: EUPL-1.2
"""What all pages share: the frame, the signs, the forms, the pages of refusal."""
