"""A process is killed in the midst of an answer: what was acknowledged is there once, the rest may come."""

from pathlib import Path

import pytest

from tests.house import House

ANSWERS = 6
PROGRAM = f"""
import json, os, signal
from django.db import connections
from django.test import Client
from tests import cast
from tests.surveys import making
from tests.surveys.collect import multipart
from whrin.surveys import actions
from whrin.surveys.actions import files
from whrin.surveys.models import Answer, Attachment
by = cast.coordinator()
form = making.open_form(by, "visit", making.VISIT)
address = f"/openrosa/key/{{actions.admit_collector(label='Sample', forms=[form], by=by).token}}/submission"
keep, number = files.AttachmentPart.objects.create, 0
def keep_and_die(**given):
    part = keep(**given)
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return part
def send_all():
    global number
    for number in range({ANSWERS}):
        meta = f"<meta><instanceID>uuid:{{number}}</instanceID></meta>"
        xml = f'<data id="visit" version="1"><voice>a.m4a</voice>{{meta}}</data>'
        kind, body = multipart(xml.encode(), {{"a.m4a": b"voice" * 60_000}})
        headers = {{"X-OpenRosa-Version": "1.0"}}
        said = Client().generic("POST", address, body, kind, headers=headers)
        assert said.status_code == 201, said.content
def there():
    return [Answer.objects.count(), Attachment.objects.filter(is_missing=False).count()]
connections.close_all()
if os.fork() == 0:
    files.AttachmentPart.objects.create = keep_and_die
    send_all()
    os._exit(0)
told = [os.WTERMSIG(os.wait()[1]), there()]
send_all()
print(json.dumps([*told, there()]))
"""


@pytest.mark.once
def test_what_was_acknowledged_before_a_kill_is_there_once(tmp_path: Path) -> None:
    house = House(tmp_path, WHRIN_HTTPS="0", WHRIN_HOSTS="testserver")
    killed_with, left, after = house.run(PROGRAM)
    assert (killed_with, left, after) == (9, [3, 3], [ANSWERS, ANSWERS])
