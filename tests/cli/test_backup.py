"""A backup and back: whole or not at all, whatever happens in between."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest
from benchmarks.serving import ROOT, environment

from tests.database import put_migrated


class Folder:
    """A small site: one database with one table, uploads, a key."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.env = environment(var, 1)
        self.env.pop("DATABASE_URL", None)

    def fill(self, words: str, size: int = 1000) -> "Folder":
        (self.var / "media/library").mkdir(parents=True)
        (self.var / "media/library/paper.pdf").write_bytes(words.encode() * size)
        (self.var / "secret-key").write_text(f"key of {words}")
        with sqlite3.connect(self.var / "whrin.sqlite3") as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("CREATE TABLE words (word TEXT)")
            database.execute("INSERT INTO words VALUES (?)", [words])
        database.close()
        return self

    def state(self) -> tuple[str, bytes, str]:
        database = sqlite3.connect(self.var / "whrin.sqlite3")
        word = database.execute("SELECT word FROM words").fetchone()[0]
        database.close()
        paper = (self.var / "media/library/paper.pdf").read_bytes()[:5]
        return word, paper, (self.var / "secret-key").read_text()

    def whrin(self, *words: str, start: bool = False):
        command = [sys.executable, "-m", "whrin.cli", *words]
        if start:
            return subprocess.Popen(command, env=self.env, cwd=ROOT, stderr=subprocess.DEVNULL)
        return subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_a_real_site_can_be_saved_with_all_the_rules_of_its_tables(tmp_path: Path):
    site = Folder(tmp_path / "site")
    put_migrated(site.var)
    saved = site.whrin("backup", str(tmp_path / "saved"))
    assert saved.returncode == 0, saved.stderr
    other = Folder(tmp_path / "other")
    restored = other.whrin("restore", str(tmp_path / "saved"))
    assert restored.returncode == 0, restored.stderr
    with sqlite3.connect(other.var / "whrin.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM places_country").fetchone()[0] > 200
    database.close()


@pytest.fixture
def first(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "first").fill("first")


@pytest.fixture
def second(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "second").fill("second")


@pytest.fixture
def saved(first: Folder, tmp_path: Path) -> Path:
    file = tmp_path / "site.tar"
    done = first.whrin("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_a_coordinator_can_move_the_site_to_an_empty_machine(first: Folder, saved: Path, tmp_path: Path):
    empty = Folder(tmp_path / "empty")
    done = empty.whrin("restore", str(saved))
    assert done.returncode == 0, done.stderr
    assert empty.state() == first.state()


def test_a_restore_replaces_a_site_only_when_told_and_keeps_what_was(
    second: Folder, first: Folder, saved: Path
):
    before = second.state()
    refused = second.whrin("restore", str(saved))
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert second.state() == before
    assert second.whrin("restore", "--yes", str(saved)).returncode == 0
    assert second.state() == first.state()
    kept = next(second.var.glob("before-restore-*"))
    assert (kept / "media/library/paper.pdf").read_bytes().startswith(b"second")
    assert (kept / "whrin.sqlite3").exists()
    assert not (second.var / "whrin.sqlite3-wal").exists() or second.state() == first.state()


def test_a_backup_is_readable_by_its_owner_alone_and_names_a_digest_for_each_file(saved: Path):
    assert saved.stat().st_mode & 0o077 == 0
    with tarfile.open(saved) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert set(manifest["files"]) == set(tar.getnames()) - {"manifest.json"}


def test_a_backup_never_replaces_another(first: Folder, saved: Path):
    before = saved.read_bytes()
    assert first.whrin("backup", str(saved)).returncode == 1
    assert saved.read_bytes() == before


@pytest.mark.parametrize("harm", ["cut short", "a changed byte", "no manifest", "not a backup"])
def test_an_unsound_backup_is_refused_and_nothing_changes(second: Folder, saved: Path, harm: str):
    data = bytearray(saved.read_bytes())
    if harm == "cut short":
        data = data[: len(data) // 2]
    elif harm == "a changed byte":
        data[data.index(b"firstfirst")] ^= 1
    elif harm == "not a backup":
        data = bytearray(b"hello" * 1000)
    if harm == "no manifest":
        with tarfile.open(saved, "w") as tar:
            tar.add(second.var / "secret-key", "secret-key")
    else:
        saved.write_bytes(data)
    before = second.state()
    done = second.whrin("restore", "--yes", str(saved))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert second.state() == before


def test_a_backup_with_a_name_that_climbs_is_refused(second: Folder, saved: Path, tmp_path: Path):
    with tarfile.open(saved, "w") as tar:
        tar.add(second.var / "secret-key", "media/../../escaped")
    assert second.whrin("restore", "--yes", str(saved)).returncode == 1
    assert not (tmp_path / "escaped").exists()


def test_a_backup_that_is_stopped_leaves_nothing_behind(first: Folder, tmp_path: Path):
    (first.var / "media/library/large.bin").write_bytes(os.urandom(1024) * 300_000)
    file = tmp_path / "stopped.tar"
    process = first.whrin("backup", str(file), start=True)
    draft = tmp_path / "stopped.tar.partial"
    while process.poll() is None and not draft.exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.wait(60)
    assert not file.exists() or process.returncode == 0
    assert not draft.exists()
    assert not list(tmp_path.glob(".whrin-*"))


def test_a_backup_that_is_killed_is_not_taken_for_one(first: Folder, second: Folder, tmp_path: Path):
    (first.var / "media/library/large.bin").write_bytes(os.urandom(1024) * 300_000)
    file = tmp_path / "killed.tar"
    process = first.whrin("backup", str(file), start=True)
    draft = tmp_path / "killed.tar.partial"
    while process.poll() is None and not (draft.exists() and draft.stat().st_size > 1_000_000):
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert not file.exists()
    before = second.state()
    assert second.whrin("restore", "--yes", str(draft)).returncode == 1
    assert second.state() == before


@pytest.mark.parametrize("cut_after", range(6))
def test_a_restore_that_is_cut_anywhere_is_finished_by_the_next_start(
    first: Folder, second: Folder, saved: Path, cut_after: int
):
    """Cut the restore after each of its renames in turn, as a power cut would."""
    program = (
        "import os, pathlib, sys\n"
        "from whrin.cli.command import main\n"
        "rename, left = pathlib.Path.rename, [int(sys.argv[1])]\n"
        "def cut(self, target):\n"
        "    if not left[0]: os._exit(9)\n"
        "    left[0] -= 1\n"
        "    return rename(self, target)\n"
        "pathlib.Path.rename = cut\n"
        "sys.exit(main(['restore', '--yes', sys.argv[2]]))\n"
    )
    cut = subprocess.run(
        [sys.executable, "-c", program, str(cut_after), str(saved)],
        env=second.env,
        cwd=ROOT,
        capture_output=True,
    )
    assert cut.returncode in {0, 9}
    shutil.rmtree(second.var / "nothing", ignore_errors=True)
    finish = "import sys, pathlib\nfrom whrin.cli.restore import finish\nfinish(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", finish, str(second.var)], env=second.env, cwd=ROOT, check=True)
    assert second.state() == first.state()
