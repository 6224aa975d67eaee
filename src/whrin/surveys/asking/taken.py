"""What came of a page that was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from .saying import Said


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent; `name` is what the answer at `place` calls it from now on."""

    place: str
    name: str
    file: UploadedFile[Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a page that was sent.

    `act`: the button, without what follows its colon (`next` where none is named), and that as `about`.
    `go`: the key of the page to show now, "" after the last and before the first. `is_again`: it is the same
    page, to be shown with this `Taken`; otherwise lead there. `faults`: by place. `typed`: by name of the
    field, what was refused, to stand in it again. `told`: what she must know. `files`: to be kept; `gone`:
    names of files that are answers no more. `asks`: the place of an instance that is to be removed if she
    says so. `new`: places that her answers made asked, or that offer something else now.
    """

    act: str
    about: str = ""
    go: str = ""
    is_again: bool = False
    faults: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    typed: Mapping[str, list[str]] = field(default_factory=dict)
    told: tuple[Said, ...] = ()
    files: tuple[Upload, ...] = ()
    gone: tuple[str, ...] = ()
    asks: str = ""
    new: tuple[str, ...] = ()
