"""`kill -9` in the middle of an upload leaves nothing half-made where readers can fetch it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
from pytest_django.fixtures import Settings

from tests.documents import makers
from whrin.documents.tasks import sweep_incoming

_UPLOADER = """
import django, sys
from pathlib import Path
django.setup()
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from whrin.documents.uploads import clean_pdf
raw = Path(sys.argv[1]).read_bytes()
print("ready", flush=True)
while True:
    print(default_storage.save("documents/a.pdf", clean_pdf(SimpleUploadedFile("a.pdf", raw))), flush=True)
"""


def test_a_killed_upload_leaves_whole_files_or_none(tmp_path: Path) -> None:
    raw = makers.with_everything_forbidden(makers.report(tmp_path / "raw.pdf", pages=20))
    environment = {
        **os.environ,
        "WHRIN_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "whrin.settings",
    }
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _attempt in range(5):
        uploader = subprocess.Popen(
            [sys.executable, "-c", _UPLOADER, str(raw)], stdout=subprocess.PIPE, env=environment, text=True
        )
        assert uploader.stdout is not None
        assert uploader.stdout.readline() == "ready\n"
        # One is stored, however slow the machine; the next is somewhere between its start and its end.
        acknowledged.append(uploader.stdout.readline().strip())
        time.sleep(chance.uniform(0, 1))
        uploader.send_signal(signal.SIGKILL)
        acknowledged += uploader.stdout.read().split()
        uploader.wait()
        uploader.stdout.close()
    public = tmp_path / "var" / "media"
    stored = [path for path in public.rglob("*") if path.is_file()]
    assert stored
    assert {str(path.relative_to(public)) for path in stored} >= set(acknowledged)
    for path in stored:
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == 20
        assert makers.CANARY.encode() not in path.read_bytes()


def test_what_a_crash_left_on_its_way_in_is_swept_after_a_day(folders: Path, settings: Settings) -> None:
    old, fresh = folders / "incoming" / "old.raw", folders / "incoming" / "fresh.raw"
    old.touch()
    fresh.touch()
    os.utime(old, (time.time() - 90_000, time.time() - 90_000))
    assert sweep_incoming.call() == 1
    assert (old.exists(), fresh.exists()) == (False, True)
