# SPDX-License-Identifier: EUPL-1.2
"""How letters leave, from one address: `console://`, `file:///folder`, `smtp://…`, `smtps://…`."""

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_BACKENDS = "django.core.mail.backends"


@dataclass(frozen=True, slots=True)
class Mail:
    """What Django asks for.

    Attributes:
        starttls: the connection is enciphered before the password is sent; a relay that asks for no password
            is spoken to as it is.
        tls: enciphered from the first byte.
        folder: where letters are written instead of being sent.
    """

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    folder: str | None = None

    @classmethod
    def parse(cls, url: str) -> "Mail":
        """Read `smtp://user:password@host:587`; letters such as « @ » in a password are written « %40 ».

        Raises:
            ValueError: it is none of the four forms.
        """
        split = urlsplit(url)
        if url == "console://":
            return cls(f"{_BACKENDS}.console.EmailBackend")
        if split.scheme == "file" and not split.netloc and len(split.path) > 1:
            return cls(f"{_BACKENDS}.filebased.EmailBackend", folder=unquote(split.path))
        if split.scheme in {"smtp", "smtps"} and split.hostname and split.path in {"", "/"}:
            return cls._smtp(split, split.hostname)
        raise ValueError(split.scheme)

    @classmethod
    def _smtp(cls, split: SplitResult, host: str) -> "Mail":
        tls = split.scheme == "smtps"
        user, password = unquote(split.username or ""), unquote(split.password or "")
        if bool(user) != bool(password) or split.query or split.fragment:
            raise ValueError(split.scheme)
        return cls(
            f"{_BACKENDS}.smtp.EmailBackend",
            host=host,
            port=split.port or (465 if tls else 587),
            user=user,
            password=password,
            starttls=bool(user) and not tls,
            tls=tls,
        )
