"""`python -m tests.incidents.canaries [--reports 1000]`."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django


def main() -> int:
    """Tell, search, print; fail when anything is found, or when the search is blind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--together", type=int, default=4, help="women who tell at the same time")
    options.add_argument("--cheap", action="store_true", help="let guesses at codes cost nothing: quicker")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="whrin-canaries-") as folder:
        os.environ.setdefault("WHRIN_VAR", str(Path(folder, "own")))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
        django.setup()
        from tests.database import migrated_template
        from tests.incidents.canaries.story import run

        template = migrated_template() if os.environ.get("DATABASE_URL") else ""
        began = time.monotonic()
        settings = "tests.incidents.canaries.settings" if asked.cheap else "whrin.settings"
        result = run(
            Path(folder, "site"),
            reports=asked.reports,
            together=asked.together,
            template=template,
            settings=settings,
        )
        print(f"database               {'PostgreSQL' if template else 'SQLite'}")
        print(f"reports                {asked.reports}, with files, messages and return visits")
        print(f"searched               {len(result.searched)} files, {result.size / 1e6:.0f} MB")
        print(f"control found in       {len(result.control)} places, such as {', '.join(result.control[:4])}")
        print(f"canaries found in      {len(result.leaks)} places; promise 0")
        for name, found in result.leaks.items():
            print(f"  {name}: {', '.join(sorted(found)[:5])}")
        print(f"took                   {time.monotonic() - began:.0f} s")
        return int(bool(result.leaks) or not result.is_seeing)


if __name__ == "__main__":
    sys.exit(main())
