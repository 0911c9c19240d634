# SPDX-License-Identifier: EUPL-1.2
"""The settings of the tests: those of production, with a key that signs nothing real and quick passwords."""

import os

os.environ.setdefault("DELIBERE_SECRET_KEY", "only for the tests, it signs nothing real")
os.environ.setdefault("DATABASE_URL", "sqlite:///delibere-tests.sqlite3")

from delibere.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
