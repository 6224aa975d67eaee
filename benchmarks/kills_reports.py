"""What survives when the site is killed while women tell: `python -m benchmarks.kills_reports [--kills 200]`.

The supervisor and the web server run as `whrin serve` runs them. Women go through the real forms over HTTP,
press Send until they are told that it arrived, come back with their code and add words and a file, each
again until it is acknowledged. In the midst of a sending, the web server or the process that answers is ended
with SIGKILL. The promise: each acknowledged report, message and file is there exactly once and opens with her
code; no report is half-written; no key lies about that belongs to none.

Guesses at codes cost next to nothing here, so that more of a sending is writing and kills meet it.
`--full-disk` fills the disk instead (it needs the right to mount tmpfs): nothing is acknowledged that is not
kept, nothing half-written, and it goes on when there is room again.
"""

import argparse
import contextlib
import http.client
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from tests.incidents.canaries.browser import Browser, Form

from benchmarks.kills import is_answering, kept
from benchmarks.serving import environment, free_port

WOMEN = 3
PARTS = ("web server", "web process")
#: The longest pause between the begin of a sending and the kill, in seconds.
LATEST = 0.08
#: Reports after which an hour goes by, for the site takes a number of them in one.
AN_HOUR = 150
#: What a file holds: several parts of it, and more than waits in memory.
FILE = b"She sends a picture. " * 20_000
_ARRIVED, _SAID = "It has arrived", 'role="status"'


def run_tree(var: Path, port: int) -> None:
    """Be the supervisor, as `whrin serve` is, with short pauses and without the worker."""
    from whrin.kit.memory_key import HANDED_OVER
    from whrin.server import supervisor
    from whrin.server.processes import hold

    supervisor.FIRST_PAUSE, supervisor.LONGEST_PAUSE = 0.1, 0.2
    web = [sys.executable, "-m", "whrin.server.web", "--bind", "127.0.0.1", "--port", str(port)]
    with hold(var), Path(os.devnull).open("w") as silence:
        handed = {HANDED_OVER: secrets.token_hex(32)}
        supervisor.Supervisor([supervisor.Child("web", web, handed)], silence).run()


@dataclass
class Site:
    """A site under fire, and what it acknowledged: words by code, messages and files by code."""

    var: Path
    port: int
    env: dict[str, str]
    #: Number of the supervisor's process.
    tree: int = 0
    told: dict[str, str] = field(default_factory=dict)
    written: list[tuple[str, str]] = field(default_factory=list)
    filed: list[tuple[str, str]] = field(default_factory=list)
    sendings: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)
    in_midst: threading.Event = field(default_factory=threading.Event)

    def part(self, name: str) -> psutil.Process | None:
        """Return the process of this part that runs now."""
        with contextlib.suppress(psutil.Error):
            for server in psutil.Process(self.tree).children():
                if name == "web server":
                    return server
                return next((each for each in server.children() if is_answering(each)), None)
        return None


def insist(site: Site, send: Callable[[], Browser], wanted: str) -> Browser | None:
    """Send until the page says what is wanted, as she does who was told nothing; None: the test is over."""
    while not site.stop.is_set():
        with contextlib.suppress(OSError, http.client.HTTPException):
            browser = send()
            if wanted in browser.page and browser.status == 200:
                return browser
            site.refused[browser.status] += 1
        time.sleep(0.05)
    return None


def tell_on(site: Site, woman: int) -> None:
    """Tell one report after the other, each with words of its own."""
    number = 0
    while not site.stop.is_set():
        number += 1
        said = f"woman {woman} says {number} said"
        browser = Browser(site.port, {"Accept-Language": "en"})
        form = _to_the_end(site, browser, said)
        if form is None:
            return
        site.in_midst.set()
        sent = insist(site, lambda b=browser, f=form: b.send(f, [("go", "send")]), _ARRIVED)  # type: ignore[misc]  # as it is now
        if sent is None:
            return
        code = sent.form("code").fields["code"]
        site.told[code] = said
        site.sendings["reports"] += 1
        if number % 3 == 0:
            _come_back(site, browser, code, said)


def _to_the_end(site: Site, browser: Browser, said: str) -> Form | None:
    if insist(site, lambda: browser.go("/en/tell/questions/"), "carried") is None:
        return None
    while True:
        form = browser.form("carried")
        if "send" in form.buttons:
            return form
        answers = [("what", said)] if "what" in form.free else [("wants", "count")]
        if insist(site, lambda f=form, a=answers: browser.send(f, [*a, ("go", "on")]), "carried") is None:  # type: ignore[misc]  # as they are now
            return None


def _come_back(site: Site, browser: Browser, code: str, said: str) -> None:
    opened = insist(site, lambda: browser.go("/en/tell/answer/"), 'name="code"')
    door = browser.form("code")
    if opened is None or insist(site, lambda: browser.send(door, [("code", code)]), "ticket") is None:
        return
    words = browser.form("write")
    site.in_midst.set()
    if insist(site, lambda: browser.send(words, [("text", f"{said} more"), ("go", "write")]), _SAID):
        site.written.append((code, f"{said} more"))
    files = browser.form("files")
    site.in_midst.set()
    if insist(site, lambda: browser.send(files, [("go", "files")], (f"{said}.jpg", FILE)), _SAID):
        site.filed.append((code, f"{said}.jpg"))


def filled(folder: Path, **more: str) -> Site:
    """Make a site of its own, with caseworkers, and this process one of it. It does not serve yet."""
    from tests.database import put_migrated

    port = free_port()
    put_migrated(folder)
    ours = environment(folder, port, DJANGO_SETTINGS_MODULE="tests.incidents.canaries.settings", **more)
    ours.pop("DATABASE_URL", None)
    os.environ.pop("DATABASE_URL", None)
    os.environ.update({name: ours[name] for name in ours if name.startswith(("WHRIN_", "DJANGO"))})
    filling = [sys.executable, "-m", "tests.incidents.canaries.filling", "Everyone", "mark"]
    subprocess.run(filling, env=ours, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    return Site(folder, port, ours)


@contextlib.contextmanager
def running(folder: Path, **more: str) -> Iterator[Site]:
    """Run a site of its own; end it at the end."""
    site = filled(folder, **more)
    command = [sys.executable, "-m", "benchmarks.kills_reports", "--tree", str(folder), str(site.port)]
    tree = subprocess.Popen(command, env=site.env, stderr=(folder / "log").open("wb"))
    site.tree = tree.pid
    try:
        yield site
    finally:
        site.stop.set()
        tree.terminate()
        tree.wait(60)


def under_fire(site: Site, kills: int) -> Counter[str]:
    """Kill so often in the midst of a sending; return how often which part."""
    from django.core.cache import cache

    women = [threading.Thread(target=tell_on, args=(site, woman)) for woman in range(WOMEN)]
    for woman in women:
        woman.start()
    chance, killed, hour = random.Random(2026), Counter[str](), 0
    while killed.total() < kills:
        site.in_midst.clear()
        if not site.in_midst.wait(120):
            raise RuntimeError((site.var / "log").read_text()[-3000:])
        time.sleep(chance.uniform(0, LATEST))
        part = chance.choice(PARTS)
        process = site.part(part)
        if process is not None:
            with contextlib.suppress(psutil.Error):
                process.send_signal(signal.SIGKILL)
                killed[part] += 1
        if site.sendings["reports"] // AN_HOUR > hour:
            hour += 1
            with contextlib.suppress(OSError):
                cache.clear()
    site.stop.set()
    for woman in women:
        woman.join()
    return killed


def fill_disk(site: Site, folder: Path, times: int) -> None:
    """Fill the disk and empty it, so often, while women tell."""
    from django.core.cache import cache

    women = [threading.Thread(target=tell_on, args=(site, woman)) for woman in range(WOMEN)]
    for woman in women:
        woman.start()
    for _time in range(times):
        before = site.sendings["reports"]
        while site.sendings["reports"] < before + 3:
            time.sleep(0.05)
        ballast = folder / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb") as file:
            while True:
                file.write(b"x" * 65536)
                file.flush()
        time.sleep(3)
        ballast.unlink()
        with contextlib.suppress(OSError):
            cache.clear()
    before = site.sendings["reports"]
    while site.sendings["reports"] < before + 3:
        time.sleep(0.05)
    site.stop.set()
    for woman in women:
        woman.join()


def verdict(site: Site) -> int:
    """Open all that is there; print what was lost, twice or half; return 1 when a promise is broken."""
    from whrin.cli.databases import integrity
    from whrin.incidents.models import Report
    from whrin.incidents.returning.tickets import report_of
    from whrin.vault.actions import open_code
    from whrin.vault.models import CodeKey, Grant, SharedKey

    lost, wrong, seen = [], [], Counter[str]()
    messages, files = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for code, said in site.told.items():
        try:
            row, pair = open_code(code)
            one = report_of(row, pair.secret)
        except Exception:  # noqa: BLE001 -- whatever it is, she does not find what was acknowledged
            lost.append(said)
            continue
        seen[one.told.what] += 1
        if one.told.what != said or not one.consent.count or one.care.notes or one.summary.received == "":
            wrong.append(said)
        messages.update((code, words.text) for words in one.messages())
        files.update((code, head.name) for stored, head in one.files() if _is_whole(stored, head))
    stray = SharedKey.objects.filter(purpose="report", report=None).count()
    stray += CodeKey.objects.filter(report=None).count()
    half = [
        str(report.pk)
        for report in Report.objects.all()
        if Grant.objects.filter(shared=report.key).count() != 3
    ]
    lost += [said for code, said in site.written if messages[code, said] != 1]
    lost += [name for code, name in site.filed if files[code, name] != 1]
    twice = [said for said, count in seen.items() if count > 1]
    there = Report.objects.count()
    print(
        f"acknowledged           {len(site.told)} reports, {len(site.written)} messages, "
        f"{len(site.filed)} files"
    )
    print(f"there                  {there} reports (the others were sent, and she was not told yet)")
    print(f"lost                   {len(lost)}; promise 0: {kept(not lost)}")
    print(f"half-written           {len(wrong) + len(half)}; promise 0: {kept(not wrong and not half)}")
    print(f"there twice            {len(twice)}; promise 0: {kept(not twice)}")
    print(f"keys without a report  {stray}; promise 0: {kept(not stray)}")
    sound = integrity()
    print(f"database               {sound}")
    return int(bool(lost or wrong or half or twice or stray) or sound != "ok")


def _is_whole(stored: Any, head: Any) -> bool:
    """Say whether the parts of a file are there, and open to what was sent."""
    from whrin.incidents.sealed import file_label
    from whrin.vault.files import open_file

    parts = (bytes(part.content) for part in stored.parts.all())
    label = file_label(stored.report_id, stored.number)
    content = b"".join(open_file(bytes.fromhex(head.key), parts, label=label))
    return content[: head.size] == FILE


def main() -> int:
    """Kill, or fill the disk; open, count, print; fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--quick", action="store_true", help="3 kills")
    options.add_argument("--full-disk", type=int, default=0, metavar="TIMES", help="fill the disk instead")
    options.add_argument("--tree", nargs=2, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.tree:
        run_tree(Path(asked.tree[0]), int(asked.tree[1]))
        return 0
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if asked.full_disk:
            return on_a_small_disk(folder, asked.full_disk)
        began = time.monotonic()
        with running(folder) as site:
            killed = under_fire(site, 3 if asked.quick else asked.kills)
        told = ", ".join(f"{part} {killed[part]}" for part in PARTS)
        print(f"kills                  {killed.total()} in the midst of a sending: {told}")
        print(f"took                   {time.monotonic() - began:.0f} s")
        return verdict(site)


def on_a_small_disk(folder: Path, times: int) -> int:
    """Mount a small disk, tell on it while it fills up, and look."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(disk)], check=True)
    try:
        with running(disk, WHRIN_ROOM_LEFT_MB="0") as site:
            fill_disk(site, disk, times)
        refused = ", ".join(f"{status}: {count}" for status, count in sorted(site.refused.items()))
        print(f"full disks             {times}; answers meanwhile by status: {refused or 'none'}")
        return verdict(site)
    finally:
        # Our own connection still holds a file on it.
        subprocess.run(["umount", "--lazy", str(disk)], check=False)


if __name__ == "__main__":
    raise SystemExit(main())
