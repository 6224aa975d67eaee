"""How one record of CSL-JSON is read: each oddity is named, and nothing is lost in silence."""

import json
from pathlib import Path
from typing import Any

import pytest

from whrin.library.imports.csl_record import draft_of
from whrin.library.imports.draft import Draft
from whrin.library.imports.faults import RecordRefused
from whrin.library.imports.known import Known

KNOWN = Known(
    topics={"violence": "violence", "насилие": "violence"},
    countries=frozenset({"KG", "NP"}),
    regions=frozenset({"asia"}),
    licences={"cc-by-4.0": "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0": "CC-BY-4.0"},
)
PLAIN = {"id": "a-report", "type": "report", "title": "A report", "language": "en"}


def read(**changes: Any) -> Draft:
    written = {**PLAIN, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return draft_of({k: v for k, v in written.items() if v is not None}, number=1, known=KNOWN)


def test_a_plain_record_comes_in_without_a_remark() -> None:
    draft = read()
    assert (draft.fields["kind"], draft.versions[0].title, draft.remarks) == ("report", "A report", [])
    assert draft.fields["slug"] == "a-report"


@pytest.mark.parametrize("title", [None, "", "   ", "<b></b>", "\u202e\u200b"])
def test_a_record_without_a_title_is_refused(title: str | None) -> None:
    with pytest.raises(RecordRefused, match="no title"):
        read(title=title)


def test_a_title_of_ten_thousand_characters_is_refused_with_its_length() -> None:
    with pytest.raises(RecordRefused, match=r"10000 characters; at most 600"):
        read(title="x" * 10_000)


@pytest.mark.parametrize("written", ["a text", 7, None, ["a", "list"]])
def test_what_is_no_object_is_refused(written: Any) -> None:
    with pytest.raises(RecordRefused, match="not an object"):
        draft_of(written, number=1, known=KNOWN)


@pytest.mark.parametrize(
    ("issued", "expected", "remark"),
    [
        ({"date-parts": [[2021, 12, 7]]}, (2021, 12, 7), ""),
        ({"date-parts": [["2021", "12"]]}, (2021, 12, None), ""),
        ({"raw": "2021-12-07"}, (2021, 12, 7), ""),
        ("2021", (2021, None, None), ""),
        ({"date-parts": [[2021, 13, 1]]}, (2021, None, None), "no month 13"),
        ({"date-parts": [[2021, 2, 31]]}, (2021, 2, None), "no day 31"),
        ({"date-parts": [[99999]]}, (None, None, None), "no year 99999"),
        ({"date-parts": [[-4]]}, (None, None, None), "no year -4"),
        ({"date-parts": [["spring"]]}, (None, None, None), "not a number"),
        ({"date-parts": "2021"}, (None, None, None), "could not be read"),
        ({"date-parts": [[]]}, (None, None, None), ""),
        ({"literal": "n.d."}, (None, None, None), "n.d."),
        ([2021], (None, None, None), "could not be read"),
    ],
)
def test_a_date_is_as_precise_as_it_is_sound(issued: Any, expected: tuple[Any, ...], remark: str) -> None:
    draft = read(issued=issued)
    assert (draft.fields["year"], draft.fields["month"], draft.fields["day"]) == expected
    assert remark in " ".join(draft.remarks)
    if remark:
        assert draft.fields["extra"]["issued"] == issued


def test_html_in_every_field_becomes_text_and_is_told() -> None:
    draft = read(
        title="Women &amp; <i>harm</i> reduction<script>alert(1)</script>",
        publisher="<b>Press</b>",
        abstract="<p>One</p><p>Two &lt;script&gt;x&lt;/script&gt;</p>",
        author=[{"literal": "<u>Group</u>"}],
        keyword="<em>violence</em>",
        ISSN="<i>1234-5678</i>",
    )
    assert draft.versions[0].title == "Women & harm reduction"
    assert draft.versions[0].abstract.splitlines()[0] == "One"
    assert "<" not in json.dumps([draft.versions[0].abstract, draft.fields, draft.contributions], default=str)
    assert draft.topics == ["violence"]
    told = " ".join(draft.remarks)
    assert all(name in told for name in ("title", "publisher", "abstract", "author", "keyword", "ISSN"))


def test_a_sum_with_smaller_than_is_left_alone() -> None:
    assert (
        read(title="Risk falls (p < 0.05) and R&D grows").versions[0].title
        == "Risk falls (p < 0.05) and R&D grows"
    )


def test_invisible_characters_are_taken_out_and_told() -> None:
    draft = read(title="Safe\u202e title\u200b\ufeff", publisher="Pr\x00ess", genre="\ud800Report")
    assert (draft.versions[0].title, draft.fields["publisher"]) == ("Safe title", "Press")
    assert all(name in draft.remarks[-1] for name in ("genre", "publisher", "title"))


def test_joiners_that_persian_and_nepali_need_stay() -> None:
    draft = read(title="می‌خواهم", language="fa")
    assert (draft.versions[0].title, draft.remarks) == ("می‌خواهم", [])


def test_numbers_are_bared_and_false_ones_kept_aside() -> None:
    draft = read(DOI="https://doi.org/10.1186/S40199-016-0141-1", ISBN="978-3-16-148410-0")
    assert (draft.fields["doi"], draft.fields["isbn"]) == ("10.1186/s40199-016-0141-1", "9783161484100")
    false = read(DOI="none", ISBN="978-3-16-148410-1")
    assert (false.fields["doi"], false.fields["isbn"]) == ("", "")
    assert false.fields["extra"] == {"DOI": "none", "ISBN": "978-3-16-148410-1"}
    assert len(false.remarks) == 2


def test_what_has_no_place_is_kept_and_what_csl_does_not_know_is_told() -> None:
    draft = read(ISSN="1234-5678", event_title="A meeting", colour="red", custom={"shelf": 3})
    assert draft.fields["extra"] == {
        "ISSN": "1234-5678",
        "event-title": "A meeting",
        "colour": "red",
        "custom": {"shelf": 3},
    }
    assert any("colour" in remark for remark in draft.remarks)
    assert any("shelf" in remark for remark in draft.remarks)
    assert not any("ISSN" in remark for remark in draft.remarks)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("en", "en"), ("pt_BR", "pt-BR"), ("French", "fr"), ("eng", "en"), ("zz", "und"), ("Klingon!", "und")],
)
def test_a_language_is_known_however_it_is_written(written: str, expected: str) -> None:
    draft = read(language=written)
    assert draft.versions[0].language == expected
    assert bool(draft.remarks) == (expected == "und")


def test_names_of_people_and_organisations_are_told_apart() -> None:
    draft = read(
        author=[
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
            {"literal": "Women Nest"},
            "A whole name",
            {"given": "Mononym"},
            {},
        ],
        editor=[{"family": "ใจดี", "given": "สมหญิง"}],
    )
    assert [each["literal"] or each["family"] for each in draft.contributions] == [
        "van den Berg",
        "Women Nest",
        "A whole name",
        "Mononym",
        "ใจดี",
    ]
    assert draft.contributions[-1]["role"] == "editor"


@pytest.mark.parametrize("author", [7, [7], "x" * 400, [{"family": "x" * 201}], {"a": 1, "family": None}])
def test_names_that_cannot_be_used_never_stop_a_record(author: Any) -> None:
    draft = read(author=author)
    assert draft.contributions == [] or draft.contributions[0]["literal"]
    assert draft.remarks or not draft.contributions


def test_an_address_that_no_browser_should_follow_is_kept_aside() -> None:
    for bad in ("javascript:alert(1)", "ftp://a.org/x", "http://[::1", "not an address", "https://"):
        draft = read(URL=bad)
        assert draft.addresses() == []
        assert draft.fields["extra"]["URL"] == bad
        assert draft.remarks


def test_topics_come_by_stable_name_or_by_label_in_any_language() -> None:
    draft = read(keyword="Насилие; housing, violence")
    assert draft.topics == ["violence"]
    assert draft.fields["extra"]["keyword"] == "housing"
    assert "housing" in draft.remarks[0]


def test_countries_that_do_not_exist_are_told() -> None:
    draft = read(countries=["kg", "QQ", "NP"])
    assert draft.countries == ["KG", "NP"]
    assert "QQ" in draft.remarks[0]


def test_who_published_it_is_read_from_the_list_of_the_network_and_its_partners() -> None:
    network = "Women and Harm Reduction International Network"
    assert read(publisher=network).fields["publisher_kind"] == "network"
    assert read(publisher="UN Women", author=[{"literal": network}]).fields["publisher_kind"] == "network"
    assert read(publisher="Harm Reduction International").fields["publisher_kind"] == "partner"
    assert read(publisher="Elsevier").fields["publisher_kind"] == "third-party"


def test_a_note_is_for_staff_unless_it_describes_a_sample() -> None:
    assert read(note="PMID: 7").fields["staff_note"] == "PMID: 7"
    sample = draft_of({**PLAIN, "note": "What it is."}, number=1, known=KNOWN, note_is_summary=True)
    assert (sample.versions[0].abstract, sample.versions[0].abstract_language) == ("What it is.", "en")
    assert sample.fields["staff_note"] == ""


def test_a_title_in_any_script_gets_a_stable_name() -> None:
    draft = read(id="http://zotero.org/users/1/items/X", title="النساء والمخدرات", language="ar")
    assert draft.fields["slug"].startswith("work-")
    assert read(id=17, title="On stigma", issued="2020").fields["slug"] == "2020-on-stigma"


def test_too_much_in_one_record_is_refused() -> None:
    with pytest.raises(RecordRefused, match="more than fits"):
        read(annote="x" * 30_000)
    deep: dict[str, Any] = {}
    for _level in range(30):
        deep = {"a": deep}
    with pytest.raises(RecordRefused, match="too deeply"):
        read(annote=deep)


def test_every_record_of_the_sample_can_be_read() -> None:
    sample = Path(__file__).parents[2] / "sample" / "library.csl.json"
    records = json.loads(sample.read_text(encoding="utf-8"))
    drafts = [draft_of(each, number=1, known=KNOWN, note_is_summary=True) for each in records]
    assert len({draft.fields["slug"] for draft in drafts}) == len(records)
    assert all(draft.fields["original_language"] != "und" for draft in drafts)
    assert all(draft.versions[0].abstract for draft in drafts)
