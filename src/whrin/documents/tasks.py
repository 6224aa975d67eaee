"""Background: empty the folder of files on their way in of what a crash left there."""

import time

from django_tasks import task

from whrin.documents.uploads import incoming

_DAY = 24 * 60 * 60


@task()
def sweep_incoming() -> int:
    """Delete files older than a day from the incoming folder; return how many."""
    old = [
        path for path in incoming().iterdir() if path.is_file() and time.time() - path.stat().st_mtime > _DAY
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
