from pathlib import Path

import polib
import pytest

from tests.architecture.catalogues import (
    LANGUAGES,
    catalogue,
    faults,
    faults_of_header,
    header,
)
from tests.architecture.source_texts import (
    Text,
    all_texts,
    texts_in_f_strings,
    texts_of_module,
    texts_of_template,
)
from tests.architecture.tree import PACKAGE, files
from whrin.settings import LANGUAGES as OFFERED


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language: str) -> None:
    found = faults(polib.pofile(str(catalogue(language))), all_texts())
    assert found == [], f"{len(found)} texts wait: python -m tests.architecture.catalogues"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_our_header_and_its_languages_plurals(language: str) -> None:
    assert faults_of_header(polib.pofile(str(catalogue(language))), language) == []


def test_no_text_hides_in_an_f_string() -> None:
    assert texts_in_f_strings("""f"{_('News')}: {count}\"""") == ["_('News')"]
    hidden = {
        str(path): found
        for path in files(".py", under=PACKAGE)
        if (found := texts_in_f_strings(path.read_text(encoding="utf-8")))
    }
    assert hidden == {}


def test_every_language_offered_has_a_catalogue() -> None:
    assert {code for code, _name in OFFERED} - {"en"} == set(LANGUAGES)


def russian(entry: polib.POEntry) -> polib.POFile:
    po = polib.POFile()
    po.metadata = header("ru")
    po.append(entry)
    return po


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Home", msgstr=""), "not translated: Home"),
        (polib.POEntry(msgid="Home", msgstr="Дом", flags=["fuzzy"]), "doubtful: Home"),
        (polib.POEntry(msgid="%(n)s a", msgstr="а"), "other placeholders than the source: %(n)s a"),
        (polib.POEntry(msgid="<b>x</b>", msgstr="x"), "other elements than the source: <b>x</b>"),
        (
            polib.POEntry(msgid="%(n)s record", msgid_plural="%(n)s records", msgstr_plural={0: "a", 1: "b"}),
            "not translated: %(n)s record",
        ),
    ],
)  # fmt: skip
def test_an_entry_that_is_not_finished_is_named(entry: polib.POEntry, fault: str) -> None:
    assert faults(russian(entry), [Text(entry.msgid, entry.msgid_plural)]) == [fault]


def test_an_entry_that_is_finished_is_welcome() -> None:
    counted = polib.POEntry(
        msgid="%(n)s record",
        msgid_plural="%(n)s records",
        msgstr_plural={0: "%(n)s запись", 1: "%(n)s записи", 2: "%(n)s записей", 3: "%(n)s записи"},
    )
    assert faults(russian(counted), [Text("%(n)s record", "%(n)s records")]) == []


def test_a_text_not_gathered_and_a_text_no_longer_used_are_named() -> None:
    po = russian(polib.POEntry(msgid="Old", msgstr="Старое"))
    assert faults(po, [Text("New")]) == ["not gathered yet: New", "no longer used: Old"]


def test_a_header_that_was_never_filled_in_is_named(tmp_path: Path) -> None:
    po = polib.POFile()
    po.metadata = {
        **header("ar"),
        "Plural-Forms": "nplurals=2; plural=n != 1;",
        "Last-Translator": "FULL NAME",
    }
    assert len(faults_of_header(po, "ar")) == 2


def test_texts_are_read_from_modules_and_templates() -> None:
    module = '_("One")\nngettext_lazy("%(n)d man", "%(n)d men", "n")\npgettext("verb", "Report")\n'
    assert set(texts_of_module(module)) == {
        Text("One"),
        Text("%(n)d man", "%(n)d men"),
        Text("Report", context="verb"),
    }
    template = (
        "{% load i18n %}\n  <p>it's (</p>\n {% translate 'Two' context 'number' %}\n"
        "{% blocktranslate count n=n trimmed %}\n  {{ n }} cat\n"
        "{% plural %}\n  {{ n }} cats\n{% endblocktranslate %}"
    )
    assert set(texts_of_template(template)) == {
        Text("Two", context="number"),
        Text("%(n)s cat", "%(n)s cats"),
    }
