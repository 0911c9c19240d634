# SPDX-License-Identifier: EUPL-1.2
"""Settings come from the environment alone; a malformed one stops the start with a sentence."""

import os
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings
from starting import SECRET, started

from delibere.foundation.errors import UnusableInputError
from delibere.web.environment import Environment, read_environment
from delibere.web.mail import Mail

pytestmark = pytest.mark.once

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """With the secret, and nothing else."""
    for name in {*os.environ} & {field.upper() for field in Environment.model_fields}:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DELIBERE_SECRET_KEY", SECRET)
    return monkeypatch


def refusals() -> list[tuple[str | None, str]]:
    with pytest.raises(UnusableInputError, match="Réglages refusés") as refused:
        read_environment()
    return [(finding.cell, finding.message.replace("\u00a0", " ")) for finding in refused.value.findings]


OIDC = {
    "DELIBERE_OIDC_ISSUER": "https://identite.example.org",
    "DELIBERE_OIDC_CLIENT_ID": "delibere",
    "DELIBERE_OIDC_CLIENT_SECRET": "hush",
}


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        (
            "DATABASE_URL",
            "mysql://secretary:hush@127.0.0.1/delibere",
            "écrivez sqlite:///chemin, ou postgres://",
        ),
        ("DATABASE_URL", "postgres://secretary:hush@127.0.0.1", "écrivez sqlite:///chemin, ou postgres://"),
        ("DATABASE_URL", "postgres://secretary:hush@one,two/delibere", "écrivez sqlite:///chemin"),
        ("DATABASE_URL", "postgres://secretary:hush@127.0.0.1:port/delibere", "écrivez sqlite:///chemin"),
        ("DATABASE_URL", "sqlite:///", "écrivez sqlite:///chemin"),
        ("DATABASE_URL", "delibere.sqlite3", "écrivez sqlite:///chemin"),
        ("DELIBERE_SECRET_KEY", "hush", "écrivez au moins 32 caractères tirés au hasard"),
        ("DELIBERE_HOSTS", "*", "écrivez les noms du serveur séparés par des virgules"),
        ("DELIBERE_HOSTS", "https://delibere.example.org", "écrivez les noms du serveur"),
        ("DELIBERE_HOSTS", "delibere.example.org:8000", "écrivez les noms du serveur"),
        ("DELIBERE_HOSTS", ".example.org", "écrivez les noms du serveur"),
        ("DELIBERE_HOSTS", " , ", "écrivez les noms du serveur"),
        ("DELIBERE_HTTPS", "peut-être", "écrivez true ou false."),
        ("DELIBERE_EMAIL_URL", "smtp.example.org", "écrivez smtp://utilisateur:motdepasse@serveur:587"),
        ("DELIBERE_EMAIL_URL", "smtp://", "écrivez smtp://"),
        ("DELIBERE_EMAIL_URL", "smtp://secretary@example.org", "écrivez smtp://"),
        ("DELIBERE_EMAIL_URL", "smtp://secretary:hush@example.org:port", "écrivez smtp://"),
        ("DELIBERE_EMAIL_URL", "smtp://secretary:hu#sh@example.org", "« @ » dans un mot de passe"),
        ("DELIBERE_EMAIL_URL", "file://letters", "file:///dossier"),
        ("DELIBERE_EMAIL_URL", "file:///", "file:///dossier"),
        ("DELIBERE_EMAIL_URL", "console://here", "console://"),
        ("DELIBERE_EMAIL_FROM", "secrétariat", "écrivez l’adresse de l’expéditeur"),
        ("DELIBERE_CAS_URL", "ftp://cas.example.org", "écrivez l’adresse du serveur CAS : https://"),
        ("DELIBERE_CAS_URL", "cas.example.org", "écrivez l’adresse du serveur CAS : https://"),
        ("DELIBERE_OIDC_ISSUER", "identite.example.org", "écrivez l’adresse du fournisseur d’identité"),
        ("DELIBERE_OIDC_ISSUER", "https://identite.example.org", "avec DELIBERE_OIDC_CLIENT_ID"),
    ],
)
def test_a_malformed_setting_is_named_with_what_to_write_and_never_repeated(
    environment: pytest.MonkeyPatch, name: str, value: str, advice: str
) -> None:
    environment.setenv(name, value)
    ((named, sentence),) = refusals()
    assert named == name
    assert sentence.startswith(f"{name} ne convient pas : ")
    assert advice in sentence
    assert "hush" not in sentence


@pytest.mark.parametrize("missing", OIDC)
def test_the_three_settings_of_openid_go_together(environment: pytest.MonkeyPatch, missing: str) -> None:
    for name in OIDC.keys() - {missing}:
        environment.setenv(name, OIDC[name])
    assert [name for name, _sentence in refusals()] == ["DELIBERE_OIDC_ISSUER"]
    environment.setenv(missing, OIDC[missing])
    assert read_environment().delibere_oidc_client_id == "delibere"


def test_every_fault_is_said_at_once(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("DELIBERE_SECRET_KEY")
    environment.setenv("DELIBERE_HTTPS", "peut-être")
    environment.setenv("DELIBERE_OIDC_CLIENT_ID", "delibere")
    assert [sentence.partition(" : ")[0] for _name, sentence in refusals()] == [
        "DELIBERE_SECRET_KEY manque",
        "DELIBERE_HTTPS ne convient pas",
        "DELIBERE_OIDC_ISSUER ne convient pas",
    ]


def test_an_empty_setting_is_one_that_is_not_set(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DELIBERE_CAS_URL", "")
    assert read_environment().delibere_cas_url is None


def test_the_command_refuses_to_start_and_says_why(tmp_path: Path) -> None:
    program = "import sys; sys.argv[1:] = ['web', 'migrate']; from delibere.cli import main; main()"
    ended = started(tmp_path, program, DELIBERE_HTTPS="peut-être")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "DELIBERE_HTTPS ne convient pas" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_django_sends_letters_the_way_that_is_set(tmp_path: Path) -> None:
    program = (
        "import django; django.setup(); from django.core.mail import get_connection as c; way = c();"
        "print(way.host, way.port, way.username, way.password, way.use_tls, way.use_ssl)"
    )
    sent = started(tmp_path, program, DELIBERE_EMAIL_URL="smtp://u:p%40ss@example.org:2525")
    assert sent.stdout == "example.org 2525 u p@ss True False\n"
    sent = started(tmp_path, program, DELIBERE_EMAIL_URL="smtps://u:p@example.org")
    assert sent.stdout == "example.org 465 u p False True\n"


def test_hosts_are_separated_by_commas(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DELIBERE_HOSTS", "delibere.example.org, 127.0.0.1,[::1]")
    assert read_environment().delibere_hosts == ("delibere.example.org", "127.0.0.1", "[::1]")


def test_a_database_url_may_hold_any_password_and_what_the_driver_wants(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("DATABASE_URL", "postgres://clerk:p%40ss%2Fword@db:5433/delibere?sslmode=require")
    database = read_environment().database
    wanted = {"USER": "clerk", "PASSWORD": "p@ss/word", "HOST": "db", "PORT": "5433", "NAME": "delibere"}
    assert {name: database[name] for name in wanted} == wanted
    assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "mail"),
    [
        ("console://", Mail("django.core.mail.backends.console.EmailBackend")),
        ("file:///var/l%20m", Mail("django.core.mail.backends.filebased.EmailBackend", folder="/var/l m")),
        ("smtp://relay.example.org:25", Mail(SMTP, "relay.example.org", 25)),
        ("smtp://u:p%40ss@example.org", Mail(SMTP, "example.org", 587, "u", "p@ss", starttls=True)),
        ("smtp://u:p@example.org:25", Mail(SMTP, "example.org", 25, "u", "p", starttls=True)),
        ("smtps://u:p@example.org", Mail(SMTP, "example.org", 465, "u", "p", tls=True)),
    ],
)
def test_letters_leave_by_one_address(url: str, mail: Mail) -> None:
    assert Mail.parse(url) == mail


def test_a_letter_is_written_to_the_folder(tmp_path: Path, settings: Settings) -> None:
    way = Mail.parse(tmp_path.joinpath("letters").as_uri())
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = way.backend, way.folder
    mail.send_mail("Délibéré", "Bonjour", None, ["sorbier@example.org"])
    (letter,) = tmp_path.joinpath("letters").iterdir()
    assert "To: sorbier@example.org" in letter.read_text()


def test_the_guide_of_whoever_keeps_a_server_explains_every_setting() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guides" / "exploitation.md").read_text("utf-8")
    assert [name for name in Environment.model_fields if f"`{name.upper()}`" not in guide] == []
