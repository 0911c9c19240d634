# SPDX-License-Identifier: EUPL-1.2
"""Properties are judged by what they find, not by how busy the machine is."""

from hypothesis import settings

settings.register_profile("delibere", settings(), deadline=None)
settings.load_profile("delibere")
