"""The walls hold: each is walked into once. The children here are of the test's own making."""

import os
import time
from pathlib import Path

import pytest

from whrin.documents import child
from whrin.documents.refusals import BrokenFileError, TooLargeError, TooSlowError


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose modules a child will find in place of ours."""
    folder = tmp_path / "whrin" / "documents" / "children"
    folder.mkdir(parents=True)
    for package in (folder, folder.parent, folder.parent.parent):
        (package / "__init__.py").touch()
    confine = Path(child.__file__).parent / "children" / "confine.py"
    (folder / "confine.py").write_bytes(confine.read_bytes())
    monkeypatch.setattr(child, "_SOURCES", tmp_path)
    return folder


def write(room: Path, body: str, cpu_seconds: int = 5) -> None:
    head = "import sys, os, time\nfrom whrin.documents.children.confine import answer, confine\n"
    (room / "hostile.py").write_text(f"{head}confine({cpu_seconds})\n{body}\n")


def test_a_child_that_wants_all_memory_is_refused(room: Path) -> None:
    write(room, "answer(lambda: {'a': len(bytearray(2_000_000_000))})")
    with pytest.raises(TooLargeError):
        child.run("hostile", seconds=20)


def test_a_child_that_thinks_for_ever_is_ended(room: Path) -> None:
    write(room, "while True: pass", cpu_seconds=1)
    begun = time.monotonic()
    with pytest.raises(TooSlowError):
        child.run("hostile", seconds=20)
    assert time.monotonic() - begun < 10


def test_a_child_that_sleeps_for_ever_is_ended_with_its_own_children(room: Path, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    write(room, f"pid = os.fork()\nopen({str(mark)!r}, 'a').write(str(os.getpid()) + ' ')\ntime.sleep(600)")
    with pytest.raises(TooSlowError):
        child.run("hostile", seconds=3)
    time.sleep(0.2)
    pids = [int(pid) for pid in mark.read_text().split()]
    assert len(pids) == 2
    assert [pid for pid in pids if is_running(pid)] == []


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_a_child_that_fills_the_disk_is_ended(room: Path, tmp_path: Path) -> None:
    write(room, f"import signal; f = open({str(tmp_path / 'big')!r}, 'wb'); f.truncate(1 << 40)")
    with pytest.raises((TooLargeError, BrokenFileError)):
        child.run("hostile", seconds=20)
    assert (tmp_path / "big").stat().st_size == 0


@pytest.mark.parametrize(
    "body", ["os.abort()", "os.kill(os.getpid(), 11)", "sys.exit(3)", "print('nonsense')"]
)
def test_a_child_that_crashes_is_a_broken_file_and_we_live(room: Path, body: str) -> None:
    write(room, body)
    with pytest.raises(BrokenFileError):
        child.run("hostile", seconds=20)


def test_a_child_knows_no_secret_of_ours(room: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHRIN_SECRET_KEY", "canary")
    with (tmp_path / "ours").open("w") as ours:
        os.set_inheritable(ours.fileno(), True)  # noqa: FBT003 -- positional only
        write(
            room,
            "answer(lambda: {'env': sorted(os.environ), 'open': os.listdir('/proc/self/fd'), "
            "'at': os.getcwd()})",
        )
        told = child.run("hostile", seconds=20)
        assert str(ours.fileno()) not in told["open"] or ours.fileno() <= 3
    assert [name for name in told["env"] if "WHRIN" in name or "DJANGO" in name] == []
    assert told["at"] == "/"


def test_a_crash_leaves_no_core_behind(room: Path, tmp_path: Path) -> None:
    write(room, "import resource\nanswer(lambda: {'core': resource.getrlimit(resource.RLIMIT_CORE)})")
    assert child.run("hostile", seconds=20) == {"core": [0, 0]}
