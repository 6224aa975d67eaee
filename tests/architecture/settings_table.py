"""Write `docs/operator/settings.md` from the declarations: `python -m tests.architecture.settings_table`."""

from collections.abc import Iterable

from tests.architecture.tree import PACKAGE, ROOT
from whrin.settings.environment import DECLARED, Setting

PAGE = ROOT / "docs" / "operator" / "settings.md"
_HEAD = """# Settings

Everything the platform can be told, it is told by these environment variables, and by nothing else. Each has
a default that is safe on a public server. On and off are written `1` and `0`. A value that cannot be
understood stops the start, with a sentence that says what to write instead; a name that begins with `WHRIN_`
and is not in this table is reported.

On a server that systemd starts, they stand in one file, a line each: see [installing](install.md).

`python -m tests.architecture.settings_table` makes this page from the programme; a test keeps them alike.

| variable | default | what it is for |
| --- | --- | --- |
"""


def page(declared: Iterable[Setting]) -> str:
    """Return the page for these settings, sorted by name."""
    return _HEAD + "".join(
        f"| `{setting.name}` | {_default(setting.default)} | {setting.purpose.replace('|', '&#124;')} |\n"
        for setting in sorted(declared, key=lambda setting: setting.name)
    )


def _default(written: str) -> str:
    # The package's own folder differs from machine to machine.
    return f"`{written.replace(str(PACKAGE), 'src/whrin')}`" if written else "empty"


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
    import whrin.settings  # noqa: F401 -- reading the settings declares them

    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(DECLARED.values()), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(DECLARED)} settings")
