# SPDX-License-Identifier: EUPL-1.2
"""What the environment says, checked at start: a malformed setting stops the server with a sentence."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import AnyHttpUrl, Field, PostgresDsn, SecretStr, TypeAdapter, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _

SQLITE = "sqlite:///"


class Environment(BaseSettings):
    """Every variable there is; docs/guides/exploitation.md explains each.

    Attributes:
        database_url: « sqlite:///path » or « postgres://user:password@host:port/name ».
        delibere_secret_key: signs sessions and links; at least 32 characters.
        delibere_hosts: names the server answers to, separated by commas.
        delibere_https: the server is reached by https only (cookies, redirections).
    """

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    database_url: str = SQLITE + "delibere.sqlite3"
    delibere_secret_key: Annotated[SecretStr, Field(min_length=32)]
    delibere_hosts: Annotated[tuple[str, ...], NoDecode] = ("127.0.0.1", "localhost")
    delibere_https: bool = False
    delibere_email_url: str = "console://"
    delibere_email_from: str = "delibere@localhost"
    delibere_cas_url: AnyHttpUrl | None = None
    delibere_oidc_issuer: AnyHttpUrl | None = None
    delibere_oidc_client_id: str | None = None
    delibere_oidc_client_secret: SecretStr | None = None
    delibere_oidc_claim: str = "preferred_username"

    @model_validator(mode="before")
    @classmethod
    def hosts_are_a_list(cls, values: dict[str, object]) -> dict[str, object]:
        """« a, b » → ("a", "b")."""
        hosts = values.get("delibere_hosts")
        if isinstance(hosts, str):
            return {**values, "delibere_hosts": tuple(h.strip() for h in hosts.split(",") if h.strip())}
        return values

    @model_validator(mode="after")
    def database_is_known(self) -> Self:
        """Only the two databases that every test runs on."""
        if not self.database_url.startswith(SQLITE):
            TypeAdapter(PostgresDsn).validate_python(self.database_url)
        return self

    @model_validator(mode="after")
    def oidc_is_whole(self) -> Self:
        """The issuer goes with an identifier and a secret."""
        parts = (self.delibere_oidc_issuer, self.delibere_oidc_client_id, self.delibere_oidc_client_secret)
        if any(parts) and not all(parts):
            message = "DELIBERE_OIDC_ISSUER, DELIBERE_OIDC_CLIENT_ID, DELIBERE_OIDC_CLIENT_SECRET"
            raise ValueError(message)
        return self

    @property
    def database(self) -> dict[str, object]:
        """As Django wants it."""
        if self.database_url.startswith(SQLITE):
            return _sqlite(Path(self.database_url.removeprefix(SQLITE)))
        return _postgresql(PostgresDsn(self.database_url))


def _sqlite(path: Path) -> dict[str, object]:
    """One file; a writer takes its turn at once instead of failing in mid-transaction."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options}


def _postgresql(url: PostgresDsn) -> dict[str, object]:
    host = url.hosts()[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": (url.path or "").removeprefix("/"),
        "USER": host["username"] or "",
        "PASSWORD": host["password"] or "",
        "HOST": host["host"] or "",
        "PORT": str(host["port"] or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def read_environment() -> Environment:
    """The settings of this process.

    Raises:
        UnusableInputError: a variable is missing or malformed; every fault at once.
    """
    try:
        return Environment()  # type: ignore[call-arg]  # pydantic-settings fills it from the environment
    except ValidationError as error:
        findings = [
            _finding(str(fault["loc"][0] if fault["loc"] else ""), fault["msg"]) for fault in error.errors()
        ]
        raise UnusableInputError(_("Réglages refusés : corrigez l’environnement."), findings) from None


def _finding(name: str, message: str) -> Finding:
    return Finding(Severity.ERROR, f"{name.upper() or 'DATABASE_URL'} : {message}", cell=name.upper())
