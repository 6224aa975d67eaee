"""Where files are kept beyond the plain folder: static files under names that never change, and buckets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from whrin.server.encodings import WORTH_IT, compress

_COMPRESSED = {".css", ".js", ".json", ".mjs", ".svg", ".txt", ".xml", ".map"}
#: Brotli's effort. 11 would take minutes for the desk's scripts and save 4 % (measured); 9 takes seconds.
EFFORT = 9


class HashedFiles(ManifestStaticFilesStorage):
    """Each file also under a name with its digest, and compressed once, when files are collected."""

    def stored_name(self, name: str) -> str:
        """Return the name with the digest; the plain name where nothing was collected yet, as in tests."""
        return str(super().stored_name(name)) if self.hashed_files else name

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Give each file its name, then compress what shrinks."""
        yield from super().post_process(paths, dry_run, **options)
        if not dry_run:
            for name in set(self.hashed_files.values()):
                _compress_beside(Path(self.path(name)))


def _compress_beside(path: Path) -> None:
    if path.suffix not in _COMPRESSED or not path.is_file() or path.with_name(path.name + ".br").exists():
        return
    body = path.read_bytes()
    if len(body) < WORTH_IT:
        return
    path.with_name(path.name + ".gz").write_bytes(compress(body, "gzip"))
    path.with_name(path.name + ".br").write_bytes(compress(body, "br", quality=EFFORT))
