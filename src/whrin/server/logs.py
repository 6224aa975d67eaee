"""What we write down of our own running: what broke and where, never who asked for what.

No address of a reader, no name of her browser, nothing after a question mark.
"""

import ipaddress
import logging
import re

_QUERY = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]*")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6 = re.compile(r"(?<![0-9A-Za-z:])[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")


def discreet(text: str) -> str:
    """Return the text without query strings and network addresses."""
    return _IPV6.sub(_unless_time, _IPV4.sub("[address]", _QUERY.sub(r"\1", text)))


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
