"""What a real server answered is what we answer: recorded exchanges, one by one."""

import re
from pathlib import Path

from django.test import Client
from lxml import etree

from tests.surveys import making
from tests.surveys.collect import multipart
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import AnswerEdition

DATA = Path(__file__).parent / "data" / "openrosa"
VERSION = "2026112101"
ROSA = {"X-OpenRosa-Version": "1.0"}
#: In the order in which they were recorded: one answer changes what the next may say.
ORDER = [
    "formlist", "formlist_formid", "formlist_noauth", "formlist_noheader", "formxml", "manifest",
    "head_submission", "head_submission_noauth", "submit_1_s1", "submit_2_s1", "submit_3_s1b",
    "submit_4_s_noform", "submit_5_s_oldver", "submit_6_s_bad", "submit_7_s_noid", "submit_badtoken",
    "submit_nofile", "submit_noheader",
]  # fmt: skip


def ask(name: str, token: str, digest: str) -> tuple[int, Client, object]:
    """Send what was sent then; return the status of then and our answer."""
    command, status, *_rest = (DATA / f"{name}.txt").read_text().splitlines()
    headers = ROSA if "X-OpenRosa-Version" in command else {}
    key = "" if "/key/" not in command else f"key/{'wrong' if 'badtoken' in name else token}/"
    path = f"/openrosa/{key}" + re.sub(r".*?/projects/1/(\S*).*", r"\1", command)
    path = path.replace("forms/small/manifest", f"forms/small/{digest}/manifest")
    path = path.replace("forms/small.xml", f"forms/small/{digest}.xml")
    sent = re.search(r"-F (\w+)=@(\w+\.xml)", command)
    client = Client()
    if sent is None:
        method = client.head if "curl -I" in command else client.get
        return int(status.split()[1]), client, method(path, headers=headers)
    kind, body = multipart((DATA / sent[2]).read_bytes().strip(), {})
    body = body.replace(b"xml_submission_file", sent[1].encode())
    return int(status.split()[1]), client, client.post(path, body, kind, headers=headers)


def test_each_recorded_request_gets_the_status_that_it_got_then(coordinator: Person) -> None:
    form = making.open_form(coordinator, version=VERSION)
    admitted = actions.admit_collector(label="Sample phones", forms=[form], by=coordinator)
    digest = form.versions.get().hash
    found = {name: ask(name, admitted.token, digest) for name in ORDER}
    assert {name: answer.status_code for name, (_then, _client, answer) in found.items()} == {
        name: then for name, (then, _client, _answer) in found.items()
    }
    assert sorted(path.stem for path in DATA.glob("*.txt")) == sorted(ORDER)
    for name, (_then, _client, answer) in found.items():
        assert answer["X-OpenRosa-Version"] == "1.0", name
        assert int(answer["X-OpenRosa-Accept-Content-Length"]) >= 10_000_000
        assert "no-store" in answer["Cache-Control"]
        if answer.content and answer.status_code != 200:
            said = etree.fromstring(answer.content)
            assert said.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
            assert said[0].text
    assert AnswerEdition.objects.count() == 2
