"""How an old archive comes in: `python -m benchmarks.old_list [--letters 5000] [--kills 10] [--quick]`.

The promise: a thousand letters a minute and more, in memory that does not grow with the archive, and after
SIGKILL at any moment the same command goes on until each letter is there once. Beside it, in the same run,
the limit: the standard library's `mailbox` reads the same file, and throws it away. Everything happens in a
temporary data folder; nothing of yours is touched.
"""

import argparse
import mailbox
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.import_speed import text, vocabularies
from benchmarks.mail_speed import prepare
from benchmarks.verdict import fails, word

PROMISE = 1000.0
#: Megabytes that the whole process may take.
MOST_MEMORY = 250.0
_AUTHORS = 60


def write_archive(path: Path, number: int) -> None:
    """Write an archive as Mailman gives it: threads of a few letters, quotes, signatures."""
    chance = random.Random(2026)
    words = vocabularies(chance)["en"]
    with path.open("w", encoding="utf-8") as file:
        for place in range(number):
            author = f"{words[place % _AUTHORS].title()} {words[place % _AUTHORS + 100].title()}"
            address = f"{place % _AUTHORS}@example.org"
            before = place - chance.randint(1, 4)
            answers = f"In-Reply-To: <{before}@example.org>\n" if before >= 0 and place % 6 else ""
            body = "\n\n".join(text(chance, words, 60) for _part in range(chance.randint(1, 4)))
            file.write(
                f"From {address.replace('@', ' at ')}  Mon Jan  7 10:11:12 2019\n"
                f"From: {address.replace('@', ' at ')} ({author})\nDate: Mon, 7 Jan 2019 10:11:12 +0100\n"
                f"Subject: [Old] {text(chance, words, 4)}\n{answers}Message-ID: <{place}@example.org>\n\n"
                f"{body}\n\nOn Mon, 7 Jan 2019 at 9:11, {author} <{address}> wrote:\n> {words[place % 900]}\n"
                f"> {words[place % 700]}\n\n-- \n{author}\n{address}\n\n"
            )


def begin(path: Path) -> subprocess.Popen[bytes]:
    """Start the command on the archive."""
    command = [sys.executable, "-m", "whrin.cli", "import", "archive", "old", str(path), "--yes"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)


def bring_in(path: Path, kills: int) -> tuple[float, float, float]:
    """Bring the archive in through so many kills; return seconds of the last run by the clock and of the
    processor, and its megabytes.
    """
    chance = random.Random(7)
    for _kill in range(kills):
        process = begin(path)
        time.sleep(chance.uniform(1, 6))
        process.kill()
        process.wait()
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    assert begin(path).wait() == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, processor, after.ru_maxrss / 1024


def main() -> int:
    """Measure, print, and fail when the promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=5000)
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--quick", action="store_true", help="200 letters, one kill")
    asked = options.parse_args()
    number, kills = (200, 1) if asked.quick else (asked.letters, asked.kills)
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        from whrin.forum.actions import make_space
        from whrin.forum.models import Move, OldLetter, Post

        path = Path(folder) / "old.mbox"
        write_archive(path, number)
        make_space(by=None, slug="old", name="Old")
        started = time.perf_counter()
        before = sum(len(letter.as_bytes()) for letter in mailbox.mbox(path))
        limit = time.perf_counter() - started
        seconds, processor, peak = bring_in(path, 0)
        assert Post.objects.count() == number, Post.objects.count()
        Post.objects.all().delete()
        OldLetter.objects.all().delete()
        Move.objects.all().delete()
        bring_in(path, kills)
        move = Move.objects.get()
        assert (move.added, Post.objects.count()) == (number, number), (move.added, Post.objects.count())
    rate = number / seconds * 60
    # A quick run is judged by processor time: the clock also counts what else the machine does.
    missed_by = PROMISE / (number / processor * 60 if asked.quick else rate)
    print(f"letters                        {number}, {before / 1e6:.1f} MB")
    print(f"looked through and brought in  {seconds:.1f} s, {rate:.0f} a minute")
    print(f"processor time                 {processor:.1f} s")
    print(f"bare mailbox, read only        {limit:.1f} s ({seconds / limit:.0f} times less)")
    print(f"memory at most                 {peak:.0f} MB")
    print(f"killed                         {kills} times; each letter is there once")
    print(f"promise                        {PROMISE:.0f} a minute: {word(PROMISE / rate)}")
    return int(fails(max(missed_by, peak / MOST_MEMORY), quick=asked.quick))


if __name__ == "__main__":
    raise SystemExit(main())
