"""JavaRosa itself: the one inside ODK Validate, which pyxform's package carries, run by Java."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyxform

SOURCE = Path(__file__).with_name("Oracle.java")
ARCHIVE = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"


def is_there() -> bool:
    """Say whether JavaRosa can be asked here."""
    return bool(shutil.which("java") and shutil.which("javac")) and ARCHIVE.is_file()


def fill_in(forms: Iterable[Mapping[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what JavaRosa makes of each form and its visits (`Oracle.java` says in which words)."""
    subprocess.run(["javac", "-cp", str(ARCHIVE), "-d", str(folder), str(SOURCE)], check=True)
    command = [
        "java",
        "-Duser.timezone=UTC",
        "-Duser.language=en",
        "-XX:+UseSerialGC",
        "-cp",
        f"{ARCHIVE}:{folder}",
        "Oracle",
    ]
    asked = "".join(f"{json.dumps(form)}\n" for form in forms)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, encoding="utf-8")
    lines: Sequence[str] = done.stdout.splitlines()
    yield from map(json.loads, lines)
