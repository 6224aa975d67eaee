"""A mail server from one address."""

import ipaddress
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

from whrin.settings.environment import SettingError

_PORTS = {"smtp": 25, "smtps": 465, "submission": 587}
#: Providers that sign what they hand over, and those that can only show a password.
_BY_KEY, _BY_PASSWORD = ("mailgun", "mandrill", "postal"), ("postmark", "sparkpost")


@dataclass(frozen=True)
class MailSettings:
    """What Django wants to know. `ssl`: encrypted from the first byte; `starttls`: from the second
    sentence.
    """

    backend: str = "django.core.mail.backends.dummy.EmailBackend"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False


def mail_settings(address: str) -> MailSettings:
    """Read `smtps://name:password@host:465`, `submission://…` (STARTTLS), `smtp://host:25` (this machine
    only) or `catch` (letters are kept to look at, and go nowhere).
    """
    if not address:
        return MailSettings()
    if address == "catch":
        return MailSettings(backend="whrin.mailing.catching.CatchingBackend")
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        message = "WHRIN_MAIL cannot be read. Write smtps://name:password@mail.example:465."
        raise SettingError(message)
    return MailSettings(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        starttls=parts.scheme == "submission",
    )


@dataclass(frozen=True)
class MailIn:
    """A provider that hands letters over by HTTP, and the key or password that proves that it is this one."""

    provider: str
    secret: str


def mail_in(written: str) -> MailIn | None:
    """Read `mailgun:KEY`, or `postmark:NAME:PASSWORD` where a password is the only proof; empty: None."""
    if not written:
        return None
    provider, _, secret = written.partition(":")
    name, _, password = secret.partition(":")
    is_whole = bool(name and password) if provider in _BY_PASSWORD else bool(secret)
    if provider not in {*_BY_KEY, *_BY_PASSWORD} or not is_whole:
        message = (
            "WHRIN_MAIL_IN cannot be read. Write mailgun:KEY, mandrill:KEY, postal:KEY, "
            "postmark:NAME:PASSWORD or sparkpost:NAME:PASSWORD."
        )
        raise SettingError(message)
    if find_spec("anymail") is None:
        message = "WHRIN_MAIL_IN needs a package more: pip install 'whrin[http-mail]'."
        raise SettingError(message)
    return MailIn(provider, secret)


def lmtp_door(written: str) -> tuple[str, int] | None:
    """Read `127.0.0.1:8024`; empty: None. Only the loopback or a private address: whoever reaches it is
    believed to be our own mail server.
    """
    if not written:
        return None
    host, _, port = written.rpartition(":")
    try:
        address = ipaddress.ip_address(host.strip("[]"))
        is_ours = (address.is_loopback or address.is_private) and not address.is_unspecified
        if not is_ours or not 0 < int(port) < 65536:
            raise ValueError(written)
    except ValueError:
        message = f"WHRIN_LMTP is “{written}”. Write a loopback or private address and port: 127.0.0.1:8024."
        raise SettingError(message) from None
    return str(address), int(port)
