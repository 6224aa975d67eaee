"""Pages of the library are counted where they are sent, and nobody who reads them is."""

import contextlib
import shutil
from pathlib import Path

from tests.server.conftest import site_on

PERSON = "Mozilla/5.0 (Android 12; Mobile) Firefox/140.0"
MAKE = """
from whrin.library.actions import add_work, publish
work = add_work(title="Safer childbirth", language="en", kind="brief", slug="safer-childbirth")
publish(work=work, by=None)
"""


def test_openings_by_people_are_counted_by_page_and_day_and_nothing_else_is_kept(
    prepared: Path, tmp_path: Path
):
    folder = tmp_path / "site"
    shutil.copytree(prepared, folder)
    record = "/en/library/safer-childbirth/en/"
    with contextlib.contextmanager(site_on)(folder) as site:
        site.python(MAKE)
        for _time in range(3):
            assert site.get(record, User_Agent=PERSON)[0] == 200
        assert site.get(record, User_Agent="Googlebot/2.1")[0] == 200
        assert site.get(record)[0] == 200, "a programme that does not say what it is"
        assert site.get("/en/library/nothing-here/en/", User_Agent=PERSON)[0] == 404
        assert site.get("/en/about/", User_Agent=PERSON)[0] in {200, 404}
    lines = (folder / "use.tsv").read_text().splitlines()
    told = [line.split("\t") for line in lines]
    assert [row[1:] for row in told] == [["safer-childbirth", "en", "opened", "3"]]
    assert "Mozilla" not in (folder / "use.tsv").read_text()
