"""How well letters are read: `python -m benchmarks.mail_reading [--quick]`.

The promises, on letters that others collected and that were not looked at while the reader was written
(`tests/mailing/reading/corpus/README.md`): her own words are found at least as often as mail-parser-reply
finds them; of letters that came back, at least 85 in 100 are known with the right addresses, beside
flufl.bounce, from whose own tests they are; answers find their thread at least as often as by In-Reply-To
alone. Threads are the one thing invented here: no public collection says which thread is right, so letters
are made in the ways in which programmes answer. `--quick` is the same: all of it takes seconds.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from email import message_from_bytes
from pathlib import Path
from typing import Any

from flufl.bounce import all_failures
from mailparser_reply import EmailReplyParser
from mailparser_reply.constants import MAIL_LANGUAGES

from benchmarks.verdict import fails, word
from whrin.mailing.reading import read_letter, thread_of
from whrin.mailing.reading.bounces import BounceKind
from whrin.mailing.reading.markup import lines_of_html
from whrin.mailing.reading.replies import extract, extract_from_text

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "mailing" / "reading" / "corpus"
#: The share of letters that came back, known with their addresses.
BOUNCES = 0.85

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """Return the letters of one file."""
    loaded: list[Case] = json.loads((CORPUS / name).read_text(encoding="utf-8"))
    return loaded


def own(text: str) -> str:
    """Return words without quotes, spaces made one: as they are compared."""
    kept = [line for line in text.splitlines() if not line.lstrip().startswith(">")]
    return " ".join(" ".join(kept).split())


def ours_of(case: Case) -> str:
    """Return what we take for her words."""
    if case["kind"] == "html":
        return extract(lines_of_html(case["text"])).body
    return extract_from_text(case["text"]).body


def theirs_of(case: Case) -> str:
    """Return what mail-parser-reply takes for her words; it reads no HTML."""
    reader = EmailReplyParser(languages=[name for name in MAIL_LANGUAGES if name != "david"])
    return (
        reader.parse_reply(
            re.sub(r"<[^<>]+>", "\n", case["text"]) if case["kind"] == "html" else case["text"]
        )
        or ""
    )


def right_words(found: Sequence[Case], read: Callable[[Case], str]) -> int:
    """Return in how many letters exactly her words are found."""
    return sum(own(read(case)) == own(case["hers"]) for case in found)


def bounced(case: Case) -> tuple[set[str], bool]:
    """Return the addresses that we read from a letter that came back, and whether it is for now only."""
    bounce = read_letter(case["letter"].encode("latin-1")).bounce
    if bounce is None:
        return set(), False
    return {address.lower() for address in bounce.recipients}, bounce.kind is BounceKind.SOFT


def bounced_by_flufl(case: Case) -> tuple[set[str], bool]:
    """Return the same as flufl.bounce reads it."""
    temporary, permanent = all_failures(message_from_bytes(case["letter"].encode("latin-1")))
    return {address.decode().lower() for address in temporary | permanent}, bool(temporary)


def right_bounces(found: Sequence[Case], read: Callable[[Case], tuple[set[str], bool]]) -> int:
    """Return how many are known with the right addresses, those for now only as such."""
    right = 0
    for case in found:
        addresses, is_temporary = read(case)
        wanted = {address.lower() for address in case["recipients"]}
        right += addresses == wanted and (is_temporary or not case["is_temporary"])
    return right


def threads(number: int = 2000) -> tuple[int, int, int]:
    """Return how many answers there were, how many found their thread, how many by In-Reply-To alone."""
    chance = random.Random(2026)
    known = {f"m{message}@lists": f"thread {message // 10}" for message in range(number)}
    subjects = {f"subject {thread}": f"thread {thread}" for thread in range(number // 10)}
    ours = plain = 0
    for _answer in range(number):
        message = chance.randrange(number)
        right = f"thread {message // 10}"
        # Both headers; one; neither but our address; the subject alone; an id of a stranger's.
        way = chance.choices(("both", "references", "address", "subject", "foreign"), (70, 10, 8, 7, 5))[0]
        reply = f"m{message}@lists" if way == "both" else "unknown@elsewhere" if way == "foreign" else ""
        references = [f"m{message // 10 * 10}@lists", f"m{message}@lists"]
        placed = thread_of(
            token_key=right if way == "address" else "",
            in_reply_to=reply,
            references=references if way in {"both", "references", "foreign"} else [],
            known=lambda ids: next((known[given] for given in ids if given in known), ""),
            similar=lambda way=way, message=message: (  # type: ignore[misc]
                subjects.get(f"subject {message // 10}", "") if way == "subject" else ""
            ),
        )
        ours += (placed.answers or placed.thread) == right
        plain += known.get(reply) == right
    return number, ours, plain


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    missed = []
    for is_held_out in (False, True):
        found = [case for case in cases("replies.json") if case.get("held_out", False) is is_held_out]
        ours, theirs = right_words(found, ours_of), right_words(found, theirs_of)
        half = "not looked at" if is_held_out else "tuned on"
        print(f"her own words, {half}: {ours} of {len(found)}; mail-parser-reply {theirs}")
        returned = [case for case in cases("bounces.json") if case["held_out"] is is_held_out]
        begun = time.perf_counter()
        back = right_bounces(returned, bounced)
        each = (time.perf_counter() - begun) / len(returned) * 1000
        flufl = right_bounces(returned, bounced_by_flufl)
        print(f"letters that came back, {half}: {back} of {len(returned)}; flufl.bounce {flufl}")
        print(f"a letter is read in {each:.1f} ms")
        if is_held_out:
            missed += [theirs / max(ours, 1), BOUNCES * len(returned) / max(back, 1)]
    number, ours, plain = threads()
    print(f"answers in their thread (made up): {ours} of {number}; by In-Reply-To alone {plain}")
    missed.append(plain / max(ours, 1))
    print(f"The promises are {word(max(missed))}.")
    return int(fails(max(missed), quick=quick))


if __name__ == "__main__":
    sys.exit(main())
