"""Memory, crashes, clock and disks: what the machine may write down of what passes through it."""

import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from whrin.cli.findings import Finding

#: Of `adjtimex(2)`: where `status` stands in the structure, and the bit that says that nobody sets the clock.
_STATUS, _UNSYNCHRONISED = 40, 0x40
#: Core patterns that begin so hand the memory to a programme, whatever the limit; these keep to the limit.
_PIPE, _OBEDIENT = "|", ("systemd-coredump", "apport")
#: A file of this kernel list holds nothing but its head when there is no swap.
_SWAPS = Path("/proc/swaps")


def machine_found() -> Iterator[Finding]:
    """Look at swap, core files, clock and the disk of the data."""
    yield from swap_found(_SWAPS.read_text() if _SWAPS.is_file() else None)
    yield core_found(core_limits(serving()), _read("/proc/sys/kernel/core_pattern"))
    yield clock_found(clock_is_set())
    yield disk_found(is_encrypted(settings.VAR))


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


def swap_found(swaps: str | None) -> Iterator[Finding]:
    """Whether memory may reach a disk in clear. `swaps`: the text of /proc/swaps."""
    if swaps is None:
        yield Finding("look", "Swap: this system does not tell. See that it is off, or encrypted.")
        return
    places = [line.split()[0] for line in swaps.splitlines()[1:] if line.strip()]
    open_ones = [place for place in places if not _keeps_secret(place)]
    for place in open_ones:
        yield Finding(
            "wrong",
            f"Swap on {place} is not encrypted: what people write may reach the disk in clear. "
            "Switch it off (`swapoff -a`, and take it out of /etc/fstab), or encrypt it with a new key at "
            "each start.",
        )
    if not open_ones:
        yield Finding("well", "Swap is off." if not places else "Swap is encrypted, or in memory.")


def _keeps_secret(place: str) -> bool:
    device = os.path.realpath(place)
    name = Path(device).name
    if name.startswith("zram"):
        return _read(f"/sys/block/{name}/backing_dev") in {"", "none"}
    return device.startswith("/dev/") and _is_crypt(Path("/sys/class/block") / name)


def _is_crypt(block: Path) -> bool:
    """Say whether a block device, or each one it stands on, is one of dm-crypt."""
    if _read(str(block / "dm" / "uuid")).startswith("CRYPT-"):
        return True
    below = list((block / "slaves").iterdir()) if (block / "slaves").is_dir() else []
    return bool(below) and all(_is_crypt(Path("/sys/class/block") / each.name) for each in below)


def is_encrypted(folder: Path) -> bool | None:
    """Say whether this machine encrypts the disk of `folder`; None: it cannot be seen (ZFS, overlays)."""
    try:
        number = folder.stat().st_dev
    except OSError:
        return None
    block = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
    return _is_crypt(block.resolve()) if block.exists() else None


def disk_found(encrypted: bool | None) -> Finding:
    """Whether the data lies on an encrypted disk."""
    if encrypted:
        return Finding("well", "The disk of the data is encrypted.")
    if encrypted is None:
        said = "Whether the disk of the data is encrypted cannot be seen from here. See that it is."
        return Finding("look", said)
    return Finding(
        "look",
        "The disk of the data is not encrypted by this machine. Reports stay sealed without it; names of "
        "tables, weeks and sizes do not. Put WHRIN_VAR and the database on LUKS.",
    )


def serving() -> list[int]:
    """Return the process numbers of the site that runs on this data folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "whrin.server.supervisor" in words and str(settings.VAR) in words:
            found.append(int(place.parent.name))
    return found


def core_limits(numbers: list[int]) -> list[str]:
    """Return the hard limit on core files of each process, in bytes or `unlimited`; unreadable ones are
    left out.
    """
    rows = [_read(f"/proc/{number}/limits") for number in numbers]
    return [line.split()[-2] for row in rows for line in row.splitlines() if line.startswith("Max core")]


def core_found(limits: list[str], pattern: str) -> Finding:
    """Whether a crash may leave memory on the disk."""
    if not limits:
        return Finding(
            "look",
            "Core files: no running site is seen from here. Run this while it serves; `whrin serve` switches "
            "them off.",
        )
    if any(limit != "0" for limit in limits):
        return Finding(
            "wrong",
            "A crash would leave what people write on the disk: core files are on. Start the site by "
            "`whrin serve`, "
            "with LimitCORE=0 in the service.",
        )
    if pattern.startswith(_PIPE) and not any(name in pattern for name in _OBEDIENT):
        return Finding(
            "look", f"A crash hands memory to “{pattern}”. See that it keeps nothing where the limit is 0."
        )
    return Finding("well", "A crash leaves no memory on the disk: core files are off.")


def clock_is_set() -> bool | None:
    """Ask the kernel whether something keeps the clock right; None: it does not tell."""
    try:
        timex = ctypes.create_string_buffer(512)
        if ctypes.CDLL(None, use_errno=True).adjtimex(timex) < 0:
            return None
    except (OSError, AttributeError):
        return None
    return not int.from_bytes(timex.raw[_STATUS : _STATUS + 4], "little") & _UNSYNCHRONISED


def clock_found(is_set: bool | None) -> Finding:
    """Whether days can be believed: what is kept until a day goes by the clock."""
    if is_set:
        return Finding("well", "The clock is kept right.")
    if is_set is None:
        return Finding("look", "Whether something keeps the clock right cannot be seen from here.")
    return Finding(
        "look",
        "Nothing keeps the clock right, as far as the kernel knows. Switch NTP on (`timedatectl set-ntp "
        "true`), or see "
        "that the host of this machine does it: days of erasure go by it.",
    )
