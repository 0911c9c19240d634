# SPDX-License-Identifier: EUPL-1.2
"""What Django must know about this room."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Every model of Délibéré, under the label « store »."""

    name = "delibere.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
