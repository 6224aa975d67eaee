"""Idle memory of everything `whrin serve` starts, as the kernel shares it out (PSS).

Promise: under 300 MB. Run: `python -m benchmarks.memory [--quick]`.
"""

import argparse
import sys
import time
import urllib.request

from benchmarks.serving import Server, site

LIMIT = 300.0
PAGES = ("/en/", "/en/library/", "/ar/library/", "/en/topics/", "/en/places/", "/account/login/")


def megabytes(server: Server) -> list[tuple[str, float]]:
    """Return each process of the tree with its share."""
    return [
        (" ".join(process.cmdline()[2:4])[:50], process.memory_full_info().pss / 1024**2)
        for process in server.tree()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="look once, without reading pages first")
    given = parser.parse_args()
    with site(sample=not given.quick) as server:
        time.sleep(3)
        for path in () if given.quick else PAGES * 3:
            urllib.request.urlopen(server.address(path)).read()
        time.sleep(2)
        shares = megabytes(server)
    for name, share in shares:
        print(f"  {share:6.1f} MB  {name}")
    total = sum(share for _name, share in shares)
    print(f"  {total:6.1f} MB together (promised: under {LIMIT:g})")
    return 0 if total < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
