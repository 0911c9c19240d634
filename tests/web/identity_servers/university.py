# SPDX-License-Identifier: EUPL-1.2
"""What both servers of an invented university share: their settings, their directory, how they are served."""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command

PASSWORD = "verger"  # noqa: S105 of people who do not exist
SIGN_IN = '<form method="post">{% csrf_token %}{{ form }}<button>Sign in</button></form>'
PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]


def set_up(*apps: str, database: str, **more: object) -> None:
    """Cookies have names of their own: a browser sends them to every port of a host."""
    settings.configure(
        SECRET_KEY="of a server that lasts as long as a test",  # noqa: S106
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            *(
                f"django.contrib.{app}"
                for app in ("auth", "contenttypes", "sessions", "messages", "staticfiles")
            ),
            *apps,
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": PROCESSORS,
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", {"registration/login.html": SIGN_IN}),
                        "django.template.loaders.app_directories.Loader",
                    ],
                },
            }
        ],
        SESSION_COOKIE_NAME="university_session",
        CSRF_COOKIE_NAME="university_csrf",
        STATIC_URL="static/",
        USE_TZ=True,
        ROOT_URLCONF="__main__",
        **more,
    )
    django.setup()
    call_command("migrate", verbosity=0)


class _Silent(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """What it answers is nobody's business."""


def serve() -> None:
    """Say the address, then answer until the end."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 settings come first

    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Silent) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()
