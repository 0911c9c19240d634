# SPDX-License-Identifier: EUPL-1.2
"""Papers issued in the application: asked for, made, kept, verified."""
