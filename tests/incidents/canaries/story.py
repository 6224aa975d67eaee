"""The whole story: a site is filled, told to, cared at, stopped, and searched."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.incidents.canaries.filling import PASSPHRASE
from tests.incidents.canaries.finding import Eye
from tests.incidents.canaries.site import LOGS, Site, backup, copies, phrases_of, site
from tests.incidents.canaries.telling import Told, care, come_back, make_mistakes, tell

#: Bytes of a page of SQLite; PostgreSQL's are two of these.
_PAGE = 4096
#: Reports after which an hour goes by: fewer than a site takes in one.
AN_HOUR = 150
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Result:
    """What was found where. `control`: places of what is kept in clear, else the search is blind."""

    searched: list[str] = field(default_factory=list)
    size: int = 0
    control: list[str] = field(default_factory=list)
    leaks: dict[str, set[str]] = field(default_factory=dict)

    @property
    def is_seeing(self) -> bool:
        """Say whether the control was found where it must be: among the rows, in the files of the database,
        in the backup, and in PostgreSQL's log where it has one that can be read.
        """
        logs = tuple(f"postgresql/{log}" for log in LOGS)
        wanted = ["rows", ("var/whrin.sqlite3", "postgresql/base", "postgresql/pg_wal"), "backup/"]
        wanted += [logs] if any(name.startswith(logs) for name in self.searched) else []
        return all(any(name.startswith(place) for name in self.control) for place in wanted)


def by_lot(length: int = 10) -> str:
    """Return letters by lot, so that no other run's words are taken for these."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(length))


def run(
    folder: Path, *, reports: int, together: int, template: str, settings: str = "whrin.settings"
) -> Result:
    """Tell so many reports and search everything that was written meanwhile."""
    control, told = f"control{by_lot()}", new_words()
    with site(folder, template, settings) as running:
        before = {hash(block) for name, content in copies(running) for block in blocks_of(name, content)}
        phrases = phrases_of(running, control, told.mark)
        running.start()
        name, phrase = next(iter(phrases.items()))
        _tell_all(running, told, reports, together)
        make_mistakes(running.port, told)
        care(running.port, told, name, PASSPHRASE, phrase)
        return _search(running, told, control, list(phrases.values()), before)


def new_words() -> Told:
    """Return the words and the address of this run."""
    parts = [secrets.token_hex(2) for _part in range(6)]
    # A first digit that is not 0: an address is written without leading ones.
    return Told(mark=f"kanarie{by_lot()}", address="2001:db8:" + ":".join(f"a{part[1:]}" for part in parts))


def _tell_all(running: Site, told: Told, reports: int, together: int) -> None:
    def one(number: int) -> None:
        come_back(running.port, told, tell(running.port, told, number), number)

    for first in range(0, reports, AN_HOUR):
        with ThreadPoolExecutor(together) as women:
            list(women.map(one, range(first, min(first + AN_HOUR, reports))))
        if first + AN_HOUR < reports:
            # An hour goes by: what all women together may send in one is counted anew.
            running.run("tests.incidents.canaries.an_hour_later")


def blocks_of(name: str, content: bytes) -> list[bytes]:
    """Return what a place holds, in pieces: lines of the rows, pages of files."""
    if name == "rows":
        return content.splitlines(keepends=True)
    return [content[at : at + _PAGE] for at in range(0, len(content), _PAGE)]


def _search(running: Site, told: Told, control: str, phrases: list[str], before: set[int]) -> Result:
    """Search everything; what was there before anybody told anything is passed over."""
    secret = Eye([told.mark, told.address, PASSPHRASE, *phrases], [*told.codes, *(c[4:] for c in told.codes)])
    known, result = Eye([control], []), Result()
    backup(running)
    for name, content in copies(running):
        fresh = b"".join(block for block in blocks_of(name, content) if hash(block) not in before)
        result.searched.append(name)
        result.size += len(fresh)
        if known.look(fresh):
            result.control.append(name)
        if found := secret.look(fresh):
            result.leaks[name] = found
    return result
