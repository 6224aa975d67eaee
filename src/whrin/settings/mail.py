"""A mail server from one address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from whrin.settings.environment import SettingError

_PORTS = {"smtp": 25, "smtps": 465, "submission": 587}


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
    """Read `smtps://name:password@host:465`, `submission://…` (STARTTLS) or `smtp://host:25` (this machine
    only).
    """
    if not address:
        return MailSettings()
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
