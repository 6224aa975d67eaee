"""Which files the questions in work use, and where they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from whrin.surveys.models import Form, Media


@dataclass(frozen=True)
class NeededFile:
    """`size` in bytes; 0: it is missing. `is_new`: given for this work, not taken over from a version."""

    name: str
    size: int = 0
    is_new: bool = False
    is_used: bool = True


def needed_files(form: Form, names: Iterable[str]) -> list[NeededFile]:
    """Return the files of these names, and those that were given and are not used, in their order."""
    wanted = sorted(names)
    given = dict(form.work_files.values_list("name", "size"))
    newest = form.versions.values_list("pk", flat=True).first()
    kept = dict(Media.objects.filter(version=newest).values_list("name", "size")) if newest else {}
    found = [
        NeededFile(name, given.get(name) or kept.get(name) or 0, is_new=name in given) for name in wanted
    ]
    spare = sorted(given.keys() - set(wanted))
    return found + [NeededFile(name, given[name], is_new=True, is_used=False) for name in spare]


def contents(form: Form) -> dict[str, bytes]:
    """Return all files that there are for the questions in work, by name."""
    newest = form.versions.values_list("pk", flat=True).first()
    kept = Media.objects.filter(version=newest).values_list("name", "content") if newest else ()
    given = form.work_files.values_list("name", "content")
    return {name: bytes(content) for name, content in [*kept, *given]}
