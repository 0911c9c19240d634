# SPDX-License-Identifier: EUPL-1.2
"""What Django must know about this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages; no model is here."""

    name = "delibere.web"
    label = "web"

    def ready(self) -> None:
        """Hear of sign-ins."""
        import delibere.web.signing_in.remembering  # noqa: F401, PLC0415 its receivers, once models are loaded
