# SPDX-License-Identifier: EUPL-1.2
"""What a WSGI server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "delibere.web.settings")
application = get_wsgi_application()


def settle() -> None:
    """Load every page, then leave what is loaded out of garbage collection.

    A table of results makes tens of thousands of short-lived values: each full collection that they start
    would walk through all of Django and numpy again, and double the time of the page (docs/measures.md).
    """
    get_resolver().url_patterns  # noqa: B018 imports every view
    gc.collect()
    gc.freeze()


settle()
