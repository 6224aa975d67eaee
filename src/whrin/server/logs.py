"""What we write down of our own running: what broke and where, never who asked for what.

No address of a reader, no name of her browser, nothing after a question mark, no secret that opens something;
of an error its kind and its place, for what it says may be what somebody wrote.
"""

import ipaddress
import logging
import os
import re
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist

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


#: Errors whose words come from programmes: names of modules, attributes, tables, constraints.
_OF_PROGRAMMES = (
    ImportError,
    AttributeError,
    NameError,
    ImproperlyConfigured,
    TemplateDoesNotExist,
    OperationalError,
    ProgrammingError,
    IntegrityError,
)


def _said(error: BaseException) -> str:
    """Return what may be told of what an error says. A database's first line names a table or a constraint;
    its further ones quote rows.
    """
    if isinstance(error, OSError):
        return f": {os.strerror(error.errno)}" if error.errno else ""
    if isinstance(error, _OF_PROGRAMMES):
        return f": {str(error).partition(chr(10))[0]}"
    return ""


def trace_of(error: BaseException | None, known: frozenset[int] = frozenset()) -> str:
    """Return the trace of an error and of those behind it, without their words."""
    if error is None or id(error) in known:
        return ""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    lines = "".join(traceback.format_tb(error.__traceback__))
    earlier = trace_of(behind, known | {id(error)})
    return f"{earlier}Traceback (most recent call last):\n{lines}{kind}{_said(error)}\n"


_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Formats a record, its trace included, and takes out what points at a person."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 -- logging's own name
        """Return the trace without what the errors say."""
        return trace_of(ei[1]).rstrip("\n")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        return discreet(super().format(record))
