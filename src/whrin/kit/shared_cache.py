"""A cache in files, shared by every process of this machine, whose `add` lets only one of several callers
win.

Django's own file cache looks first and writes then, so two can win; counters against guessing need one
winner. Several machines share a Redis instead (`WHRIN_REDIS_URL`).
"""

import os
import random
import tempfile
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class SharedFileCache(FileBasedCache):
    """Entries are files that only their owner can read. Old ones go when they are met, or one write in a
    hundred.
    """

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store the value unless there is one; say whether this caller stored it."""
        self._createdir()  # type: ignore[attr-defined]  # not in the stubs
        self.has_key(key, version)  # lets go of an entry that is past its time
        target = Path(self._key_to_file(key, version))  # type: ignore[attr-defined]  # not in the stubs
        descriptor, draft = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as file:
                self._write_content(file, timeout, value)  # type: ignore[attr-defined]  # not in the stubs
            os.link(draft, target)
        except FileExistsError:
            return False
        finally:
            Path(draft).unlink()
        return True

    def _cull(self) -> None:
        """Look through the whole folder only now and then: it costs as much as there are entries."""
        if random.randrange(100) == 0:  # noqa: S311 -- chance that protects nothing
            super()._cull()  # type: ignore[misc]  # not in the stubs
