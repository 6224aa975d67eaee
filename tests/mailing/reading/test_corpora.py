"""Letters that others collected are read at least as well as on the day this was written."""

import json
from pathlib import Path
from typing import Any

import pytest

from whrin.mailing.reading import read_letter
from whrin.mailing.reading.markup import lines_of_html, lines_of_text
from whrin.mailing.reading.replies import extract

_CORPUS = Path(__file__).parent / "corpus"
_REPLIES: list[dict[str, Any]] = json.loads((_CORPUS / "replies.json").read_text(encoding="utf-8"))
_BOUNCES: list[dict[str, Any]] = json.loads((_CORPUS / "bounces.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _REPLIES, ids=lambda case: str(case["name"]))
def test_no_word_of_an_answer_is_lost(case: dict[str, Any]) -> None:
    read = lines_of_html if case["kind"] == "html" else lines_of_text
    found = extract(read(case["text"]))
    everything = " ".join(line.text for line in read(case["text"])).split()
    assert sorted((found.body + " " + found.trimmed).split()) == sorted(everything)


def test_letters_that_came_back_are_known() -> None:
    known = 0
    for case in _BOUNCES:
        bounce = read_letter(case["letter"].encode("latin-1")).bounce
        wanted = {address.lower() for address in case["recipients"]}
        known += bounce is not None and {address.lower() for address in bounce.recipients} == wanted
    assert known >= 0.88 * len(_BOUNCES)
