"""`whrin recovery`: make the recovery key, and use two of its shares, away from the server."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whrin.cli.terminal import DONE, Failure, say

if TYPE_CHECKING:
    from whrin.vault.ceremony import Request

_MAKE = """Make a recovery key. Use a computer that is not the server and is not on a network: one that you
start from a stick is good. Three sheets are printed to the terminal, one for each person who keeps a share,
and the public half, which goes into the site on the page "Keys", "Recovery key". Two sheets together open
what is sealed on the site; one alone opens nothing. Nothing is kept: print or copy the sheets, then close the
terminal."""
_OPEN = """Open what somebody's lost key held. REQUEST is the file that she downloaded from the page "Keys",
"Recovery key". Two of those who keep a share type its words. Before they do, they compare the numbers shown
with those she reads to them from her page: the answer opens with her new key alone. The file that is written
goes back to her."""


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser("recovery", help="make the recovery key, or use it; away from the server")
    steps = word.add_subparsers(title="steps", metavar="STEP", required=True)
    make = steps.add_parser("make", help="make a key, in three shares", description=_MAKE)
    make.set_defaults(run=run_make)
    opening = steps.add_parser("open", help="answer a request with two shares", description=_OPEN)
    opening.add_argument("request", metavar="REQUEST", type=Path)
    opening.add_argument("--to", type=Path, default=Path("answer.json"), help="the file to write")
    opening.set_defaults(run=run_open)


def run_make(_given: argparse.Namespace) -> int:
    """Print the three sheets and the public half."""
    from whrin.vault.ceremony import SHARES, make_shares
    from whrin.vault.labels import groups_of, printed

    pair, shares = make_shares()
    for number, share in enumerate(shares, 1):
        print(f"\n----- Sheet {number} of {SHARES}: two of them open what is sealed; keep them apart -----\n")
        print("\n".join(f"  {line}" for line in _in_rows(share.split())))
        print(f"\n  Numbers of this key: {groups_of(pair.public)}")
    print("\n----- For the site: the public half; it is no secret -----\n")
    print(f"  {printed(pair.public)}\n\n  Its numbers: {groups_of(pair.public)}\n")
    return DONE


def run_open(given: argparse.Namespace) -> int:
    """Ask for two shares, and write the answer."""
    from whrin.vault.ceremony import NotShares, answer, combine
    from whrin.vault.labels import groups_of

    request = _read(given.request)
    say(f"She asks for {len(request.wanted)} keys. The numbers of her new key:\n")
    say(f"  {groups_of(request.public)}\n")
    say("Let her read hers to you. If one differs, stop here (Ctrl-C): somebody else made this file.")
    try:
        pair = combine([_ask(f"Words of {which} sheet: ") for which in ("one", "another")])
    except NotShares:
        message = (
            "These words do not make up a key. Look at each; the numbers of both sheets must be the same."
        )
        raise Failure(message) from None
    content, many = answer(request, pair)
    if not many:
        message = "Nothing in this request was sealed to these sheets' key. Nothing was written."
        raise Failure(message)
    _write(given.to, content)
    say(f"{given.to} holds {many} of {len(request.wanted)} keys. Give it to her: her key alone opens it.")
    return DONE


def _read(path: Path) -> "Request":
    from whrin.vault.ceremony import NotAFile, read_request

    try:
        return read_request(path.read_bytes())
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
    except NotAFile:
        message = f"{path} is no request. She downloads it from the page “Keys”, “Recovery key”."
    raise Failure(message)


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. Choose another name with --to."
        raise Failure(message) from None


def _in_rows(words: list[str]) -> list[str]:
    """Return numbered words, four in a row."""
    numbered = [f"{number:>3}. {word:<12}" for number, word in enumerate(words, 1)]
    return ["".join(numbered[at : at + 4]) for at in range(0, len(numbered), 4)]


def _ask(question: str) -> str:
    """Read the words of a sheet; numbers and lines do not matter. An empty line ends them."""
    say(question + "(all of them, then an empty line)")
    lines = []
    try:
        while line := input().strip():
            lines.append(line)
    except EOFError:
        pass
    return " ".join(lines)
