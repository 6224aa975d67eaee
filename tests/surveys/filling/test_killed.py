"""A process is killed while somebody sends: before the answer is kept, and after it, before she is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import put_migrated

ROOT = Path(__file__).parents[3]
PROGRAM = """
import json, os, re, signal
import django; django.setup()
from django.db import connections
from django.test import Client
from tests import cast
from tests.surveys import making
from whrin.surveys.actions import sending
from whrin.surveys.filling import ending
from whrin.surveys.models import Answer, Draft
making.open_form(cast.coordinator())
reader = Client()
led = reader.post("/en/surveys/small/", {"/data/name": "Sample", "act": "next"})
def send():
    page = reader.get(led["Location"]).content.decode()
    revision = re.search(r'name="revision" value="([^"]*)"', page)
    return reader.post(led["Location"], {"revision": revision[1] if revision else "1"})
def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)
told = []
for place, name in ((sending.Draft, "delete"), (ending, "thanks")):
    connections.close_all()
    if os.fork() == 0:
        setattr(place, name, die)
        send()
    told.append([os.WTERMSIG(os.wait()[1]), Answer.objects.count(), Draft.objects.count()])
receipts = {re.search(r"<b>([-0-9A-Z]{29})</b>", send().content.decode())[1] for _again in range(2)}
print(json.dumps([told, len(receipts), Answer.objects.count()]))
"""


@pytest.mark.once
def test_an_answer_whose_sending_was_killed_is_there_once_and_tells_its_receipt(tmp_path: Path) -> None:
    put_migrated(tmp_path)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WHRIN_", "DATABASE_"))}
    more = {"WHRIN_VAR": str(tmp_path), "WHRIN_HTTPS": "0", "DJANGO_SETTINGS_MODULE": "whrin.settings"}
    environment = {**kept, **more, "WHRIN_HOSTS": "testserver", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(said.stdout.splitlines()[-1]) == [[[9, 0, 1], [9, 1, 0]], 1, 1]
