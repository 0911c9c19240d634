# SPDX-License-Identifier: EUPL-1.2
"""What a WSGI server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "delibere.web.settings")
application = get_wsgi_application()
