# SPDX-License-Identifier: EUPL-1.2
"""What the environment says, checked at start: a malformed setting stops the server with a sentence."""

import re
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import unquote

from pydantic import (
    AnyHttpUrl,
    Field,
    PostgresDsn,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.web.mail import Mail

SQLITE = "sqlite:///"
_HOST = re.compile(
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\]", re.IGNORECASE
)

Issuer = TypeVar("Issuer", bound=AnyHttpUrl | None)


class Environment(BaseSettings):
    """Every variable there is; docs/guides/exploitation.md explains each.

    Attributes:
        database_url: « sqlite:///path » or « postgres://user:password@host:port/name ».
        delibere_secret_key: signs sessions and links; at least 32 characters.
        delibere_hosts: names the server answers to, separated by commas.
        delibere_https: the server is reached by https only (cookies, redirections).
        delibere_email_url: how letters leave, as `Mail.parse` reads it.
        delibere_oidc_claim: the claim that holds the login.
    """

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    database_url: str = SQLITE + "delibere.sqlite3"
    delibere_secret_key: Annotated[SecretStr, Field(min_length=32)]
    delibere_hosts: Annotated[tuple[str, ...], NoDecode, Field(min_length=1)] = ("127.0.0.1", "localhost")
    delibere_https: bool = False
    delibere_email_url: str = "console://"
    delibere_email_from: str = "delibere@localhost"
    delibere_cas_url: AnyHttpUrl | None = None
    delibere_oidc_client_id: str | None = None
    delibere_oidc_client_secret: SecretStr | None = None
    delibere_oidc_claim: str = "preferred_username"
    delibere_oidc_issuer: AnyHttpUrl | None = Field(default=None, validate_default=True)

    @field_validator("database_url")
    @classmethod
    def database_is_known(cls, url: str) -> str:
        """Only the two databases that every test runs on."""
        if not _database(url)["NAME"]:
            raise ValueError(url)
        return url

    @field_validator("delibere_hosts", mode="before")
    @classmethod
    def hosts_are_a_list(cls, hosts: object) -> object:
        """« a, b » → ("a", "b")."""
        return tuple(h.strip() for h in hosts.split(",") if h.strip()) if isinstance(hosts, str) else hosts

    @field_validator("delibere_hosts")
    @classmethod
    def hosts_are_names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        """No pattern: the name a request came by is written in links that open an account."""
        if not all(_HOST.fullmatch(host) for host in hosts):
            raise ValueError(hosts)
        return hosts

    @field_validator("delibere_email_url")
    @classmethod
    def letters_can_leave(cls, url: str) -> str:
        """One of the forms that `Mail` reads."""
        Mail.parse(url)
        return url

    @field_validator("delibere_email_from")
    @classmethod
    def sender_is_an_address(cls, sender: str) -> str:
        """« delibere@example.org », or « Délibéré <delibere@example.org> »."""
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(sender)[1]) or not sender.isprintable():
            raise ValueError(sender)
        return sender

    @field_validator("delibere_oidc_issuer")
    @classmethod
    def oidc_is_whole(cls, issuer: Issuer, info: ValidationInfo) -> Issuer:
        """The issuer goes with an identifier and a secret."""
        names = ("delibere_oidc_client_id", "delibere_oidc_client_secret")
        parts = (issuer, *(info.data.get(name) for name in names))
        if any(parts) and not all(parts):
            raise ValueError(names)
        return issuer

    @property
    def database(self) -> dict[str, object]:
        """As Django wants it."""
        return _database(self.database_url)

    @property
    def mail(self) -> Mail:
        """How letters leave."""
        return Mail.parse(self.delibere_email_url)


def _database(url: str) -> dict[str, object]:
    return _sqlite(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else _postgresql(PostgresDsn(url))


def _sqlite(path: str) -> dict[str, object]:
    """One file; a writer takes its turn at once instead of failing in mid-transaction."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(path) if path else "", "OPTIONS": options}


def _postgresql(url: PostgresDsn) -> dict[str, object]:
    """A socket's folder is written « %2Frun%2Fpostgresql »; what follows « ? » is the driver's."""
    (host,) = url.hosts()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote((url.path or "").removeprefix("/")),
        "USER": unquote(host["username"] or ""),
        "PASSWORD": unquote(host["password"] or ""),
        "HOST": unquote(host["host"] or ""),
        "PORT": str(host["port"] or ""),
        "OPTIONS": dict(url.query_params()),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def read_environment() -> Environment:
    """The settings of this process.

    Raises:
        UnusableInputError: a variable is missing or malformed; every fault at once, no value repeated.
    """
    try:
        return Environment()  # type: ignore[call-arg]  # pydantic-settings fills it from the environment
    except ValidationError as error:
        faults = {str(fault["loc"][0]): fault["type"] for fault in error.errors()}
        findings = [_finding(name, missing=kind == "missing") for name, kind in faults.items()]
        raise UnusableInputError(_("Réglages refusés : corrigez l’environnement."), findings) from None


def _finding(name: str, *, missing: bool) -> Finding:
    sentence = _("{name} manque : {advice}") if missing else _("{name} ne convient pas : {advice}")
    return Finding(
        Severity.ERROR, sentence.format(name=name.upper(), advice=_advice(name)), cell=name.upper()
    )


def _advice(name: str) -> str:
    """What to write in this variable."""
    return {
        "database_url": _(
            "écrivez sqlite:///chemin, ou postgres://utilisateur:motdepasse@serveur:5432/base "
            "(« @ » dans un mot de passe s’écrit « %40 »)."
        ),
        "delibere_secret_key": _(
            "écrivez au moins 32 caractères tirés au hasard, gardés secrets, les mêmes à chaque démarrage."
        ),
        "delibere_hosts": _(
            "écrivez les noms du serveur séparés par des virgules, sans « https:// », ni port, ni « * » : "
            "delibere.exemple.fr."
        ),
        "delibere_https": _("écrivez true ou false."),
        "delibere_email_url": _(
            "écrivez smtp://utilisateur:motdepasse@serveur:587, smtps://utilisateur:motdepasse@serveur:465, "
            "file:///dossier ou console:// (« @ » dans un mot de passe s’écrit « %40 »)."
        ),
        "delibere_email_from": _("écrivez l’adresse de l’expéditeur : delibere@exemple.fr."),
        "delibere_cas_url": _("écrivez l’adresse du serveur CAS : https://cas.exemple.fr/cas."),
        "delibere_oidc_issuer": _(
            "écrivez l’adresse du fournisseur d’identité, https://…, avec DELIBERE_OIDC_CLIENT_ID et "
            "DELIBERE_OIDC_CLIENT_SECRET, ou aucune des trois."
        ),
    }[name]
