"""The catalogues of the interface: gather texts into them, and say what waits for a translator.

`python -m tests.architecture.catalogues` lists every entry that is missing, doubtful or wrong;
with `--update` it first gathers the texts of the programme into the catalogues (this alone needs gettext).
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import django
import polib

from tests.architecture.source_texts import Text, all_texts
from tests.architecture.tree import PACKAGE, ROOT, files

LANGUAGES = ("es", "fr", "ru", "ar", "pt", "id")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
_ELEMENT = re.compile(r"</?[a-z]\w*")
_UNFILLED = re.compile(r"FULL NAME|EMAIL@ADDRESS|YEAR-MO|PACKAGE VERSION|SOME DESCRIPTIVE TITLE")


def catalogue(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def plural_forms(language: str) -> str:
    """Return the plural rule of a language as Django's own catalogue has it, so that both count alike."""
    own = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    return str(polib.pofile(str(own)).metadata["Plural-Forms"])


def faults_of_entry(entry: polib.POEntry, forms: int) -> list[str]:
    """Return what is wrong with one entry of a catalogue whose language has this many plural forms."""
    if entry.fuzzy:
        return ["doubtful"]
    written = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(written) or (entry.msgid_plural and len(written) != forms):
        return ["not translated"]
    wanted = set(_PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    elements = set(_ELEMENT.findall(entry.msgid + entry.msgid_plural))
    faults = []
    for text in written:
        placed = set(_PLACEHOLDER.findall(text))
        # A form for one or for two may leave the number out: “one record”.
        if placed - wanted or (wanted - placed and not entry.msgid_plural):
            faults.append("other placeholders than the source")
        if set(_ELEMENT.findall(text)) != elements:
            faults.append("other elements than the source")
    return faults


def faults(po: polib.POFile, texts: Iterable[Text]) -> list[str]:
    """Return a line for each thing wrong with a catalogue, given the texts of the programme."""
    found = re.search(r"nplurals=(\d)", po.metadata.get("Plural-Forms", ""))
    forms = int(found.group(1)) if found else 0
    lines = [
        f"{fault}: {entry.msgid[:80]}"
        for entry in po
        if not entry.obsolete
        for fault in faults_of_entry(entry, forms)
    ]
    gathered = {Text(e.msgid, e.msgid_plural, e.msgctxt or "") for e in po if not e.obsolete}
    wanted = set(texts)
    lines += [f"not gathered yet: {text.singular[:80]}" for text in sorted(wanted - gathered)]
    lines += [f"no longer used: {text.singular[:80]}" for text in sorted(gathered - wanted)]
    return lines


def faults_of_header(po: polib.POFile, language: str) -> list[str]:
    """Return a line for each thing wrong with a catalogue's header."""
    wanted = header(language)
    lines = [
        f"{name} is “{po.metadata.get(name, '')}”" for name in wanted if po.metadata.get(name) != wanted[name]
    ]
    if _UNFILLED.search(po.header + str(po.metadata)):
        lines.append("a blank of the form was never filled in")
    return lines


def header(language: str) -> dict[str, str]:
    """Return what every catalogue's header says."""
    return {
        "Project-Id-Version": "whrin",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }


def update() -> None:
    """Gather the programme's texts into every catalogue, with a header of our own."""
    for language in LANGUAGES:
        _begin(language)
    languages = [argument for language in LANGUAGES for argument in ("--locale", language)]
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--no-wrap", "--no-obsolete",
         "--add-location", "file", "--extension", "html,txt,xml,py", *languages],
        cwd=PACKAGE, check=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": "whrin.settings"},
    )  # fmt: skip
    for language in LANGUAGES:
        po = polib.pofile(str(catalogue(language)), wrapwidth=0)
        po.header, po.metadata = "", header(language)
        po.metadata_is_fuzzy = False
        po.save()
    for path in files(".mo", under=PACKAGE):
        path.unlink()


def _begin(language: str) -> None:
    path = catalogue(language)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        po = polib.POFile(wrapwidth=0)
        po.metadata = header(language)
        po.save(str(path))


def report(*, whole: bool) -> bool:
    """Print what waits in each catalogue; return whether all are complete."""
    texts = all_texts()
    complete = True
    for language in LANGUAGES:
        po = polib.pofile(str(catalogue(language)))
        lines = faults_of_header(po, language) + faults(po, texts)
        complete = complete and not lines
        print(f"{language}: {len(po.translated_entries())} of {len(texts)} texts, {len(lines)} to look at")
        if whole:
            print("".join(f"    {line}\n" for line in lines), end="")
    return complete


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
        report(whole=False)
        print(f"Catalogues are in {(PACKAGE / 'locale').relative_to(ROOT)}.")
    elif not report(whole=True):
        sys.exit(1)
