"""Folders and keys on the disk: who may read them, and what lies beside what."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from whrin.cli.archive import SECRET
from whrin.cli.findings import Finding

#: File systems that live in memory.
_MEMORY = {"tmpfs", "ramfs"}
#: Where systemd reads the settings, as docs/operator/install.md has it.
_SETTINGS = Path("/etc/whrin.env")


def folders_found() -> Iterator[Finding]:
    """Look at the data folder, the secret key and the folder for files on their way in."""
    yield folder_found(settings.VAR)
    yield from secret_found(settings.VAR, _SETTINGS)
    yield incoming_found(Path(settings.FILE_UPLOAD_TEMP_DIR))
    yield from counters_found(settings.CACHES["default"])


def folder_found(var: Path) -> Finding:
    """Whether only the site's own user opens the data folder."""
    try:
        told = var.stat()
    except OSError:
        return Finding("look", f"The data folder {var} cannot be seen from here.")
    mode = stat.S_IMODE(told.st_mode)
    if mode & 0o077:
        return Finding(
            "wrong", f"Others on this machine may look into {var} (mode {mode:04o}). `chmod 0700 {var}`"
        )
    if told.st_uid == 0:
        return Finding("look", f"{var} belongs to root. Let the site run as a user of its own.")
    return Finding("well", "Only the site's own user opens the data folder.")


def secret_found(var: Path, written: Path) -> Iterator[Finding]:
    """Whether a disk that is taken brings its key along. `written`: the file of settings."""
    beside = var / SECRET
    if settings.WHRIN_SECRET_KEY_IS_GIVEN:
        if beside.is_file():
            yield Finding(
                "look", f"{beside} is left from before WHRIN_SECRET_KEY was set. Move it off this disk."
            )
        yield _written_found(var, written)
        return
    if beside.is_file() and stat.S_IMODE(beside.stat().st_mode) & 0o077:
        yield Finding("wrong", f"Others may read the secret key. `chmod 0600 {beside}`")
    yield Finding(
        "look",
        "The secret key lies on the disk of the data, and in each backup: whoever takes one has both. "
        "Reports "
        "need caseworkers' passphrases as well; the words of members do not. Hand the key over as "
        "WHRIN_SECRET_KEY "
        "from another disk.",
    )


def _written_found(var: Path, written: Path) -> Finding:
    try:
        told = written.stat()
    except OSError:
        return Finding(
            "look",
            "The secret key comes from the environment. See that its file is not on the disk of the data.",
        )
    if stat.S_IMODE(told.st_mode) & 0o077:
        return Finding("wrong", f"Others on this machine may read {written}. `chmod 0600 {written}`")
    if told.st_dev == var.stat().st_dev:
        return Finding(
            "look",
            f"{written} is on the disk of the data. If the secret key is in it, whoever takes the disk has "
            f"both.",
        )
    return Finding(
        "well", "The secret key comes from the environment, and no file of it is on the data's disk."
    )


def mounted_as(folder: Path, mounts: str) -> str:
    """Return the kind of file system that holds `folder`, or an empty string. `mounts`: /proc/mounts."""
    place, kinds = str(folder.resolve()), {}
    for line in mounts.splitlines():
        _device, where, kind, *_rest = line.split()
        kinds[where.replace("\\040", " ")] = kind
    holding = [each for each in kinds if place == each or place.startswith(each.rstrip("/") + "/")]
    return kinds[max(holding, key=len)] if holding else ""


def is_in_memory(folder: Path) -> bool | None:
    """Say whether `folder` is in memory and not on a disk; None: it cannot be seen."""
    try:
        kind = mounted_as(folder, Path("/proc/mounts").read_text())
    except OSError:
        return None
    return kind in _MEMORY if kind else None


def counters_found(cache: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether the counters against floods leave the second of each report on a disk."""
    folder = cache["LOCATION"]
    if not isinstance(folder, Path):
        yield Finding("look", "Counters against floods are in Redis. See that it writes nothing to a disk.")
    elif is_in_memory(folder if folder.exists() else folder.parent):
        yield Finding("well", "Counters against floods are in memory.")
    else:
        yield Finding(
            "look",
            f"Counters against floods lie in {folder}: the times of these files tell when reports came. "
            f"Set WHRIN_CACHE_FOLDER to a folder on tmpfs.",
        )


def incoming_found(folder: Path) -> Finding:
    """Where large files wait until they have come in whole."""
    from whrin.server.hidden import is_hidden_everywhere

    if is_in_memory(folder):
        return Finding("well", "Files on their way in wait in memory.")
    if is_hidden_everywhere():
        return Finding("well", "Files on their way in wait on the disk under a key that is in memory alone.")
    return Finding("wrong", f"Files on their way in wait in clear in {folder}. Put it on tmpfs.")
