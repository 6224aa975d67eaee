"""Files that never change under their name, and pictures of pages: sent without waking Django."""

import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path

from whrin.server.encodings import ENCODINGS
from whrin.server.page_cache import Headers

_SUFFIXES = {"br": ".br", "gzip": ".gz", "": ""}
_YEAR = "public, max-age=31536000, immutable"
_HOUR = "public, max-age=3600"
#: Pictures that pages show. Not `original_images`: what was uploaded is nobody's business.
_PUBLIC_MEDIA = "images"
_PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file in one encoding, ready to send."""

    path: Path
    size: int
    etag: str
    headers: Headers


def _file(path: Path, media_type: str, caching: str, encoding: str) -> StaticFile:
    stat = path.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    headers = [
        ("content-type", media_type),
        ("content-length", str(stat.st_size)),
        ("cache-control", caching),
        ("etag", etag),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "no-referrer"),
        # Opened by itself, a file may do nothing.
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("vary", "Accept-Encoding"),
    ]
    if encoding:
        headers.append(("content-encoding", encoding))
    return StaticFile(path, stat.st_size, etag, headers)


class StaticFiles:
    """The collected files, listed once at the start: what is not on the list does not exist."""

    def __init__(self, root: Path, prefix: str) -> None:
        """`root`: the collected folder. `prefix`: the address they are under, with slashes at both ends."""
        self.prefix = prefix
        self._paths = dict(self._listed(root)) if root.is_dir() else {}
        self._files: dict[tuple[str, str], StaticFile] = {}

    def _listed(self, root: Path) -> list[tuple[str, Path]]:
        found = []
        for folder, _folders, names in os.walk(root):
            for name in names:
                path = Path(folder, name)
                found.append((self.prefix + path.relative_to(root).as_posix(), path))
        return found

    def __len__(self) -> int:
        return len(self._paths)

    def find(self, address: str, encoding: str) -> StaticFile | None:
        """Return the file under `address` in the best form up to `encoding`, or None."""
        path = self._paths.get(address)
        if path is None:
            return None
        wanted = ENCODINGS[ENCODINGS.index(encoding) :] if encoding else ("",)
        form = next(e for e in wanted if not e or address + _SUFFIXES[e] in self._paths)
        if (address, form) not in self._files:
            media_type = mimetypes.guess_type(address)[0] or "application/octet-stream"
            if media_type.startswith("text/") or media_type == "application/javascript":
                media_type += "; charset=utf-8"
            caching = _YEAR if _has_digest(path.name) else _HOUR
            self._files[address, form] = _file(
                path.with_name(path.name + _SUFFIXES[form]), media_type, caching, form
            )
        return self._files[address, form]


def _has_digest(name: str) -> bool:
    parts = name.split(".")
    return len(parts) > 2 and any(len(part) == 12 and _is_hex(part) for part in parts[1:-1])


def _is_hex(text: str) -> bool:
    return set(text) <= set("0123456789abcdef")


class PublicMedia:
    """Pictures made for pages, in one flat folder of the media folder."""

    def __init__(self, root: Path, prefix: str) -> None:
        """`root`: the media folder. `prefix`: the address it is under, with slashes at both ends."""
        self.folder = root / _PUBLIC_MEDIA
        self.prefix = f"{prefix}{_PUBLIC_MEDIA}/"

    def find(self, address: str) -> StaticFile | None:
        """Return the picture under `address`; None for anything that is not plainly one."""
        name = address.removeprefix(self.prefix)
        media_type = picture_type(name)
        if name == address or not media_type:
            return None
        path = self.folder / name
        # Wagtail gives each picture a name of its own; a link could lead out of the folder.
        return _file(path, media_type, _YEAR, "") if path.is_file() and not path.is_symlink() else None


def picture_type(name: str) -> str:
    """Return the media type of a picture's plain file name; nothing for any other name."""
    if "/" in name or "\\" in name or name.startswith("."):
        return ""
    return _PICTURES.get(os.path.splitext(name)[1].lower(), "")  # noqa: PTH122 - a name, not a path
