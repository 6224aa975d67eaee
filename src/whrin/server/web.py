"""One web server: a small parent that holds the port, and the processes that answer.

Started by the supervisor.
"""

import argparse
import logging

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from whrin.server.processes import die_with_parent

#: Milliseconds to send the header lines in, and to keep an idle connection.
HEADERS_WITHIN = 15_000
#: Bytes of header lines; a long cookie and a long address fit ten times over.
HEADERS_LARGEST = 65_536
#: Requests in one process at once, the sleeping ones of slow readers included.
AT_ONCE = 1024
#: Seconds to finish what is at hand when asked to stop.
FINISH_WITHIN = 20

#: On one line each, and no line for a request.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"generic": {"()": "whrin.server.logs.DiscreetFormatter", "fmt": "web: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
    },
    "loggers": {"_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}


def main(arguments: list[str] | None = None) -> None:
    """Serve until asked to stop."""
    parser = argparse.ArgumentParser(prog="whrin-web", description="Serve the site.")
    parser.add_argument("--bind", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--target", default="whrin.server.application:front", help="for benchmarks")
    given = parser.parse_args(arguments)
    die_with_parent()
    logging.captureWarnings(capture=True)
    Granian(
        given.target,
        address=given.bind,
        port=given.port,
        interface=Interfaces.RSGI,
        workers=given.processes,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN, max_buffer_size=HEADERS_LARGEST),
        websockets=False,
        backlog=2048,
        backpressure=AT_ONCE,
        respawn_failed_workers=True,
        workers_kill_timeout=FINISH_WITHIN,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
        log_access=False,
        process_name=None,
    ).serve()


if __name__ == "__main__":
    main()
