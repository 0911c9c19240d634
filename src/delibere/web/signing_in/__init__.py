# SPDX-License-Identifier: EUPL-1.2
"""Pages about sign-in, invitation, password, CAS, OpenID Connect."""
