"""The door: https, the onion address, and what the running site says about both."""

import http.client
import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from whrin.cli.findings import Finding

#: An onion address of version 3.
_ONION = re.compile(r"http://[a-z2-7]{56}\.onion/?")
_TORRC = Path("/etc/tor/torrc")
_JOURNAL = (Path("/etc/systemd/journald.conf"), Path("/etc/systemd/journald.conf.d"))
#: Seconds to wait for the site.
_PATIENCE = 10
#: What a line must not hold once it is written.
_PROBE = "peer 203.0.113.77 asked for /en/tell/?code=12345678901234567890"


def web_found() -> Iterator[Finding]:
    """Look at the settings, and ask the running site."""
    answer = ask_site()
    yield from https_found(answer)
    yield from onion_found(answer)
    yield from pow_found(_TORRC.read_text() if _is_readable(_TORRC) else None)
    yield logs_found(_loose_handlers(), _probed())
    yield journal_found(_journal())


def ask_site() -> Mapping[str, str] | None:
    """Return the headers (names in lower case) that the running site gives its first page; None: it does not
    answer.
    """
    parts = urlsplit(settings.WHRIN_ADDRESS)
    site = http.client.HTTPConnection(settings.WHRIN_BIND, settings.WHRIN_PORT, timeout=_PATIENCE)
    try:
        site.request("GET", "/en/", headers={"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme})
        answer = site.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        site.close()
    return {name.lower(): value for name, value in answer.getheaders()}


def https_found(answer: Mapping[str, str] | None) -> Iterator[Finding]:
    """Whether nobody on the way can read along. `answer`: headers of the running site."""
    if not settings.HTTPS:
        is_onion = settings.WHRIN_ADDRESS.endswith(".onion")
        grade = "look" if is_onion or "localhost" in settings.WHRIN_ADDRESS else "wrong"
        yield Finding(
            grade,
            "WHRIN_HTTPS is off. That is right for an onion mirror or to try things out, and nowhere else.",
        )
    elif answer is None:
        yield Finding(
            "look", "The site does not answer here, so its headers were not seen. Run this while it serves."
        )
    elif "strict-transport-security" not in answer:
        yield Finding(
            "wrong", "The running site sends no Strict-Transport-Security. Was it started anew since?"
        )
    else:
        yield Finding("well", "The running site asks for https, for two years.")
    if answer is not None and "set-cookie" in answer:
        yield Finding("wrong", "The running site gives readers a cookie.")


def onion_found(answer: Mapping[str, str] | None) -> Iterator[Finding]:
    """Whether there is a way in that hides who comes from where."""
    onion = settings.WHRIN_ONION
    if not onion:
        yield Finding(
            "look",
            "There is no onion address: whoever watches her line sees that she comes here. "
            "See docs/operator/safety.md, “The onion address”.",
        )
    elif not _ONION.fullmatch(onion):
        yield Finding("wrong", "WHRIN_ONION is no onion address. Write http:// and 56 letters and .onion.")
    elif answer is not None and not answer.get("onion-location", "").startswith(onion.rstrip("/")):
        yield Finding(
            "wrong", "The running site does not tell of its onion address. Was it started anew since?"
        )
    else:
        yield Finding("well", "The site tells Tor Browser of its onion address.")


def _is_readable(path: Path) -> bool:
    try:
        return path.is_file() and bool(path.read_text() or True)
    except OSError:
        return False


def pow_found(torrc: str | None) -> Iterator[Finding]:
    """Whether a flood makes its senders work. `torrc`: its text, None where it cannot be read."""
    if not settings.WHRIN_ONION:
        return
    lines = [line.split("#")[0].split() for line in (torrc or "").splitlines()]
    if ["HiddenServicePoWDefensesEnabled", "1"] in lines:
        yield Finding("well", "tor lets floods of the onion address work for it.")
    elif torrc is None:
        yield Finding(
            "look", f"{_TORRC} cannot be seen. See that HiddenServicePoWDefensesEnabled is 1 there."
        )
    else:
        yield Finding("look", f"Write `HiddenServicePoWDefensesEnabled 1` beside the service in {_TORRC}.")


def _loose_handlers() -> list[str]:
    from whrin.server.logs import DiscreetFormatter

    names: list[str] = list(settings.LOGGING["loggers"])  # type: ignore[call-overload]  # a plain dictionary
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in names)]
    handlers = [handler for logger in loggers for handler in logger.handlers]
    return [str(each) for each in handlers if not isinstance(each.formatter, DiscreetFormatter)]


def _probed() -> str:
    from whrin.server.logs import DiscreetFormatter

    try:
        raise ValueError(_PROBE)
    except ValueError as trouble:
        about = (type(trouble), trouble, trouble.__traceback__)
        record = logging.LogRecord("probe", logging.ERROR, __file__, 0, _PROBE, None, about)
    return DiscreetFormatter().format(record)


def logs_found(loose: list[str], probed: str) -> Finding:
    """Whether our own log names anybody. `probed`: a line that was made from an address and a secret."""
    if loose:
        return Finding("wrong", f"Something else writes our log: {loose[0]}. Its lines may name people.")
    if "203.0.113" in probed or "1234567890" in probed:
        return Finding(
            "wrong", "Our log would keep an address or a secret. Tell those who make the platform."
        )
    return Finding("well", "Our own log keeps no address, no question and no words.")


def _journal() -> str | None:
    files = [_JOURNAL[0], *(sorted(_JOURNAL[1].glob("*.conf")) if _JOURNAL[1].is_dir() else [])]
    found = [path.read_text() for path in files if _is_readable(path)]
    return "\n".join(found) if found else None


def journal_found(text: str | None) -> Finding:
    """Whether the system's journal stays in memory. `text`: its configuration, None where there is none."""
    if text is None:
        return Finding(
            "look", "No journal of systemd is found. See where the output of the site goes, and for how long."
        )
    if re.search(r"(?m)^\s*Storage\s*=\s*(volatile|none)\s*$", text):
        return Finding("well", "The system's journal stays in memory.")
    return Finding(
        "look", "The system's journal is kept on the disk. Write Storage=volatile in journald.conf."
    )
