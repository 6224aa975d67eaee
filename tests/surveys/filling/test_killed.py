"""A process is killed while somebody sends: before the answer is kept, and after it, before she is told."""

from pathlib import Path

import pytest

from tests.house import House

PROGRAM = """
import json, os, re, signal
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
    told = House(tmp_path, WHRIN_HTTPS="0", WHRIN_HOSTS="testserver").run(PROGRAM)
    assert told == [[[9, 0, 1], [9, 1, 0]], 1, 1]
