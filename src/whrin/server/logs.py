"""What we write down of our own running: what broke and where, never who asked for what.

No address of a reader, no name of her browser, nothing after a question mark, no secret that opens something.
"""

import ipaddress
import logging
import re

_QUERY = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]*")
#: What opens begun answers, an organisation's record, a receipt, a phone's forms, a link to confirm, to leave
#: a list, for a new password.
_SECRET = re.compile(
    r"(/(?:surveys/[^/\s]+/a|services/(?:keep|told)|openrosa/key|confirm|mail/out|reset/key)/)[^/\s'\"]+"
)
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6 = re.compile(r"(?<![0-9A-Za-z:])[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")


def discreet(text: str) -> str:
    """Return the text without query strings, secrets in paths and network addresses."""
    kept = _SECRET.sub(r"\1[secret]", _QUERY.sub(r"\1", text))
    return _IPV6.sub(_unless_time, _IPV4.sub("[address]", kept))


def _unless_time(match: re.Match[str]) -> str:
    try:
        ipaddress.IPv6Address(match.group().rstrip("."))
    except ValueError:
        return match.group()
    return "[address]"


class DiscreetFormatter(logging.Formatter):
    """Formats a record, its trace included, and takes out what points at a person."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        return discreet(super().format(record))
