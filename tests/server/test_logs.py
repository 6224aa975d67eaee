"""Our logs never point at a person."""

import logging
import os
import sys

import pytest
from django.db import DataError, IntegrityError, connection

from whrin.server.logs import DiscreetFormatter, discreet, trace_of
from whrin.server.quiet_database import QUIET


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


def test_a_trace_names_each_error_and_its_place_and_quotes_none(tmp_path):
    try:
        try:
            int("she wrote this")
        except ValueError as trouble:
            raise KeyError("and this") from trouble
    except KeyError:
        record = logging.LogRecord("a", logging.ERROR, "p", 1, "broken", None, sys.exc_info())
    line = DiscreetFormatter().format(record)
    assert line.index("ValueError") < line.index("KeyError")
    assert line.count(__file__) == 2
    assert ": she wrote this" not in line
    assert "'and this'" not in line


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "words", "/her/file"), "OSError: No space left on device"),
        (OSError("words"), "OSError"),
        (ImportError("No module named 'x'"), "ImportError: No module named 'x'"),
        (IntegrityError("row is refused\nDETAIL: (words)"), "django.db.utils.IntegrityError: row is refused"),
        (DataError("words"), "django.db.utils.DataError"),
    ],
)
def test_what_an_error_says_is_told_where_programmes_say_it(error, told):
    assert trace_of(error).splitlines()[-1] == told


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="PostgreSQL's own log")
def test_each_connection_asks_postgresql_to_keep_its_log_quiet():
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(QUIET)])
        assert dict(cursor.fetchall()) == QUIET
