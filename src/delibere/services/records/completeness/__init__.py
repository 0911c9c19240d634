# SPDX-License-Identifier: EUPL-1.2
"""What has been typed of what is awaited: by evaluation, module, semester, teacher."""
