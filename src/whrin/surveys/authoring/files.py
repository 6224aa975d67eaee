"""Which files the questions in work use, and where they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from whrin.surveys.models import Form, Media
from whrin.surveys.sessions import lists_of
from whrin.surveys.xform import read_form


@dataclass(frozen=True)
class NeededFile:
    """`size` in bytes; 0: it is missing. `is_new`: given for this work, not taken over from a version.
    `is_damaged`: it is a list that cannot be read.
    """

    name: str
    size: int = 0
    is_new: bool = False
    is_used: bool = True
    is_damaged: bool = False

    @property
    def is_ready(self) -> bool:
        """Say whether nothing stands in the way of publishing."""
        return not self.is_used or (self.size > 0 and not self.is_damaged)


def needed_files(form: Form, names: Iterable[str], xform: bytes) -> list[NeededFile]:
    """Return the files of these names, and those that were given and are not used, in their order. `xform`:
    what uses them.
    """
    wanted = sorted(names)
    given = dict(form.work_files.values_list("name", "size"))
    newest = form.versions.values_list("pk", flat=True).first()
    kept = dict(Media.objects.filter(version=newest).values_list("name", "size")) if newest else {}
    damaged = _damaged(form, xform) if wanted else set()
    found = [
        NeededFile(
            name,
            given.get(name, kept.get(name, 0)),
            is_new=name in given,
            is_damaged=name in damaged,
        )
        for name in wanted
    ]
    spare = sorted(given.keys() - set(wanted))
    return found + [NeededFile(name, given[name], is_new=True, is_used=False) for name in spare]


def _damaged(form: Form, xform: bytes) -> set[str]:
    """Return the names of lists that are there and cannot be read: not in UTF-8, or no table."""
    read = read_form(xform)
    names = {name: PurePosixPath(address).name for name, address in read.outside.items()}
    there = {name: content for name, content in contents(form).items() if name in names.values()}
    lists = lists_of(read, there)
    return {file for name, file in names.items() if file in there and name not in lists}


def contents(form: Form) -> dict[str, bytes]:
    """Return all files that there are for the questions in work, by name."""
    newest = form.versions.values_list("pk", flat=True).first()
    kept = Media.objects.filter(version=newest).values_list("name", "content") if newest else ()
    given = form.work_files.values_list("name", "content")
    return {name: bytes(content) for name, content in [*kept, *given]}
