"""What `whrin check safety` says: whether this machine keeps what the platform promises."""

from collections.abc import Iterator

from whrin.cli.findings import Finding, is_migrated, settings_found
from whrin.cli.safety.copies import copies_found
from whrin.cli.safety.database import database_found
from whrin.cli.safety.folders import folders_found
from whrin.cli.safety.holding import holding_found
from whrin.cli.safety.machine import machine_found
from whrin.cli.safety.proxy import proxy_found
from whrin.cli.safety.web import web_found


def safety_found() -> Iterator[Finding]:
    """Look at everything that can be seen from inside."""
    yield from settings_found()
    yield from machine_found()
    yield from folders_found()
    yield from database_found()
    yield from proxy_found()
    yield from web_found()
    yield from copies_found()
    if is_migrated():
        yield from holding_found()
