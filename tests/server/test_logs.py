"""Our logs never point at a person."""

import logging
import sys

import pytest

from whrin.server.logs import DiscreetFormatter, discreet


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Not Found: /en/library/?q=naloxone&page=2", "Not Found: /en/library/"),
        ("peer 203.0.113.9 went away", "peer [address] went away"),
        ("peer 2001:db8::8a2e:370:7334 went away", "peer [address] went away"),
        ("at 12:30:45 in /en/places/", "at 12:30:45 in /en/places/"),
        ('GET "/a?b=c" done', 'GET "/a" done'),
        ("Is it well?", "Is it well?"),
        (
            "Internal Server Error: /en/surveys/visit/a/jv7BPIQ2-K1N_c53/p/site~1~name/",
            "Internal Server Error: /en/surveys/visit/a/[secret]/p/site~1~name/",
        ),
        (
            "Internal Server Error: /openrosa/key/2aB_c-D/formList",
            "Internal Server Error: /openrosa/key/[secret]/formList",
        ),
        ("Internal Server Error: /mail/out/2aB_c-D/", "Internal Server Error: /mail/out/[secret]/"),
        (
            "at /mail/confirm/2aB/ and /account/address/confirm/a:b:c/",
            "at /mail/confirm/[secret]/ and /account/address/confirm/[secret]/",
        ),
        ("at /account/password/reset/key/1-c2a-3f/", "at /account/password/reset/key/[secret]/"),
    ],
)
def test_a_line_keeps_what_broke_and_loses_who_asked(written, kept):
    assert discreet(written) == kept


def test_a_trace_is_cleaned_too():
    try:
        raise ValueError("no such host 203.0.113.9 for /x?secret=1")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "p", 1, "broken", None, sys.exc_info())
    line = DiscreetFormatter().format(record)
    assert "ValueError" in line
    assert "203.0.113.9" not in line
    assert "secret" not in line
