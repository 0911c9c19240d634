# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, from the environment alone."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from delibere.web.environment import read_environment

_HERE = Path(__file__).parent
_environment = read_environment()

SECRET_KEY = _environment.delibere_secret_key.get_secret_value()
ALLOWED_HOSTS = list(_environment.delibere_hosts)
DATABASES = {"default": _environment.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "delibere.web.urls"
WSGI_APPLICATION = "delibere.web.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "delibere.store",
    "delibere.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "delibere.web.gate.Gate",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(_HERE.glob("*/templates")),
        "OPTIONS": {
            "environment": "delibere.web.layout.templating.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "delibere.web.layout.frame.frame",
            ],
        },
    },
]

STATIC_URL = "static/"
STATICFILES_DIRS = [_HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "delibere.web.signing_in.vouching.ByCas",
    "delibere.web.signing_in.vouching.ByOpenId",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "delibere.web.signing_in.forms.NotLikeOneself",
        "OPTIONS": {"user_attributes": ("login", "email", "surname", "first_name")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "signing_in.sign_in"
LOGIN_REDIRECT_URL = "home.start"
LOGOUT_REDIRECT_URL = "signing_in.sign_in"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3).total_seconds())

AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "delibere.web.signing_in.views.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # the journal says it, with a day after which it may be purged
AXES_VERBOSE = False

SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "delibere.web.layout.errors.stale_form"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if _environment.delibere_https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

UPLOAD_LIMIT = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

_mail = _environment.mail
EMAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
EMAIL_FILE_PATH = _mail.folder
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _environment.delibere_email_from

CAS_URL = str(_environment.delibere_cas_url or "")
OIDC_ISSUER = str(_environment.delibere_oidc_issuer or "").rstrip("/")
OIDC_CLIENT_ID = _environment.delibere_oidc_client_id or ""
OIDC_CLIENT_SECRET = (
    _environment.delibere_oidc_client_secret.get_secret_value()
    if _environment.delibere_oidc_client_secret
    else ""
)
OIDC_CLAIM = _environment.delibere_oidc_claim
