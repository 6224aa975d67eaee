"""A process is killed in the midst of an answer: what was acknowledged is there once, the rest may come."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import put_migrated

ROOT = Path(__file__).parents[2]
ANSWERS = 6
PROGRAM = f"""
import json, sys, time
import django; django.setup()
from django.test import Client
from tests import cast
from tests.surveys import making
from tests.surveys.collect import multipart
from whrin.surveys import actions
from whrin.surveys.actions import answers, files
from whrin.surveys.models import Answer, Attachment, Collector, Form
token, killed_at = sys.argv[1], int(sys.argv[2])
if not Form.objects.exists():
    by = cast.coordinator()
    form = making.open_form(by, "visit", making.VISIT)
    admitted = actions.admit_collector(label="Sample", forms=[form], by=by)
    Collector.objects.update(fingerprint=actions.collectors.fingerprint(token))
number = 0
keep = files.AttachmentPart.objects.create
def keep_slowly(**given):
    part = keep(**given)
    if number == killed_at:
        print("in the midst", flush=True)
        time.sleep(60)
    return part
files.AttachmentPart.objects.create = keep_slowly
for number in range({ANSWERS}):
    meta = f"<meta><instanceID>uuid:{{number}}</instanceID></meta>"
    xml = f'<data id="visit" version="1"><voice>a.m4a</voice>{{meta}}</data>'
    kind, body = multipart(xml.encode(), {{"a.m4a": b"voice" * 60_000}})
    headers = {{"X-OpenRosa-Version": "1.0"}}
    said = Client().generic("POST", f"/openrosa/key/{{token}}/submission", body, kind, headers=headers)
    assert said.status_code == 201, said.content
    print("acknowledged", number, flush=True)
print(json.dumps([Answer.objects.count(), Attachment.objects.filter(is_missing=False).count()]))
"""


def run(var: Path, killed_at: int) -> list[str]:
    """Send answers, be killed in the midst of one (-1: of none), and return the lines that were printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WHRIN_", "DATABASE_"))}
    more = {"WHRIN_VAR": str(var), "WHRIN_HTTPS": "0", "DJANGO_SETTINGS_MODULE": "whrin.settings"}
    environment = {**kept, **more, "WHRIN_HOSTS": "testserver", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-c", PROGRAM, "secret", str(killed_at)]
    lines = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=var) as process:
        assert process.stdout
        for line in process.stdout:
            lines.append(line.strip())
            if line.strip() == "in the midst":
                process.send_signal(signal.SIGKILL)
    return lines


@pytest.mark.once
def test_what_was_acknowledged_before_a_kill_is_there_once(tmp_path: Path) -> None:
    put_migrated(tmp_path)
    assert run(tmp_path, 3)[-2:] == ["acknowledged 2", "in the midst"]
    assert json.loads(run(tmp_path, -1)[-1]) == [ANSWERS, ANSWERS]
