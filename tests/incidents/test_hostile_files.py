"""Hostile files are sealed as they are, come out as they went in, and their copies harm nothing."""

import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.incidents.hostile import hostile_files
from tests.incidents.making import World, tell
from whrin.incidents.models import Report

pytestmark = pytest.mark.once

FILES = list(hostile_files())
#: What one of them may cost: seconds of clock time, and kilobytes of memory in the child that looks at it.
SECONDS, KILOBYTES = 25.0, 1_700_000


def _send(code: str, name: str, content: bytes) -> None:
    client = Client()
    ticket = client.post(reverse("incidents:come_back"), {"code": code}).context["ticket"]
    data = {"ticket": ticket, "once": name, "go": "files", "chosen": SimpleUploadedFile(name, content)}
    assert client.post(reverse("incidents:come_back"), data).status_code == 200


@pytest.mark.parametrize(("name", "content"), FILES, ids=[name.split()[0] for name, _content in FILES])
def test_a_hostile_file_is_kept_whole_and_its_copy_is_clean_or_refused(
    room: World, name: str, content: bytes
) -> None:
    report, code = tell()
    _send(code, name, content)
    kept = room.heron.client.get(reverse("incidents:care_file", args=[report.pk, 1]))
    assert kept.content == content
    assert "\n" not in kept["Content-Disposition"]

    began = time.monotonic()
    copy = room.heron.client.get(reverse("incidents:care_file_stripped", args=[report.pk, 1]))
    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < KILOBYTES
    assert copy.status_code in {200, 422}
    assert not any(word in copy.content for word in (b"canary", b"alert(1)", b"JavaScript"))
    assert Report.objects.get().pk == report.pk
