"""A file of records comes in: the good ones go in, every other one is told by record and reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests.library.conftest import WriteRecords
from whrin.library.imports.faults import (
    BrokenJson,
    EmptyFile,
    FileTooLarge,
    NotAList,
    NotUnicode,
    UnknownFormat,
    UnreadableFile,
)
from whrin.library.imports.taking_in import import_file
from whrin.library.models import ImportNote, ImportRun, LanguageVersion, Work
from whrin.search.queries import find
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    plain = {"id": f"report-{number}", "type": "report", "title": f"Report number {number}", "language": "en"}
    return {**plain, **changes}


def outcomes(run: ImportRun) -> list[tuple[int, str]]:
    return list(run.notes.values_list("record", "outcome"))


def test_good_records_go_in_and_bad_ones_are_told(write: WriteRecords, violence: Topic) -> None:
    run = import_file(
        path=write([record(1, keyword="violence"), {"id": "no-title"}, "text", record(2, issued="2021-13")])
    )
    assert (run.state, run.total, run.done, run.added, run.refused) == ("finished", 4, 4, 2, 2)
    assert outcomes(run) == [(2, "refused"), (3, "refused"), (4, "warned")]
    assert run.notes.get(record=2).identifier == "no-title"
    work = Work.objects.get(slug="report-1")
    assert (work.status, work.is_sample, list(work.topics.all())) == ("draft", False, [violence])


def test_published_records_are_found_at_once(write: WriteRecords) -> None:
    import_file(path=write([record(1, title="Women leading naloxone")]), publish=True)
    assert [hit.key for hit in find(shelf="library", text="naloxone").hits] == ["report-1"]


def test_drafts_are_not_found(write: WriteRecords) -> None:
    import_file(path=write([record(1, title="Women leading naloxone")]))
    assert find(shelf="library", text="naloxone").total == 0


@pytest.mark.parametrize(
    ("content", "fault", "told"),
    [
        (b"", EmptyFile, "empty"),
        (b" \n\t", EmptyFile, "empty"),
        (b'[{"title": "a"},\n {"title" "b"}]', BrokenJson, "line 2, column 11"),
        (b'[{"title": "a"}', BrokenJson, "line 1, column 16"),
        (b'[{"title": "a"}] more', BrokenJson, "after the end"),
        (b'[{"volume": NaN}]', BrokenJson, "NaN is not JSON"),
        (b"[" * 100_000, BrokenJson, "nested too deeply"),
        (b'[{"volume": ' + b"9" * 5000 + b"}]", BrokenJson, "line 1"),
        (b'{"title": "a"}', NotAList, "not a list"),
        (b'"text"', NotAList, "not a list"),
        (b"{broken", BrokenJson, "line 1, column 2"),
        ('[{"title":\n "Él"}]'.encode("latin-1"), NotUnicode, "line 2 holds the byte 0xC9"),
        (b"\xff\xfe[\x00\x00", NotUnicode, "byte 0x"),
        (b"%PDF-1.7 \xe2\xe3", UnknownFormat, "no format that is read here"),
        (b"Just a letter.", UnknownFormat, "no format that is read here"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    write: WriteRecords, content: bytes, fault: type[UnreadableFile], told: str
) -> None:
    with pytest.raises(fault, match=told):
        import_file(path=write(content))
    assert not Work.objects.exists()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_any_unicode_can_be_read(write: WriteRecords, encoding: str) -> None:
    content = json.dumps([record(1, title="Женщины и снижение вреда", language="ru")], ensure_ascii=False)
    run = import_file(path=write(content.encode(encoding)))
    assert run.added == 1
    assert LanguageVersion.objects.get().title == "Женщины и снижение вреда"


def test_a_file_over_the_limit_is_refused_before_it_is_read(write: WriteRecords, settings: Settings) -> None:
    settings.WHRIN_IMPORT_LIMIT_MB = 1
    path = write(b"[" + b" " * 1_100_000 + b"]")
    with pytest.raises(FileTooLarge, match="at most 1 MB"):
        import_file(path=path)
    assert not ImportRun.objects.exists()


def test_an_empty_list_is_no_fault(write: WriteRecords) -> None:
    assert import_file(path=write([])).state == "finished"


DOUBLES = [
    (record(1, DOI="10.1000/abc"), record(2, title="Other", DOI="https://doi.org/10.1000/ABC"), "Same DOI"),
    (record(1, ISBN="9783161484100"), record(2, title="Other", ISBN="978-3-16-148410-0"), "Same ISBN"),
    (record(1, title="Safer: use!"), record(2, title="SAFER USE"), "Same title"),
    (
        record(1, title="On stigma", URL="https://www.a.org/p/?utm_source=x#top"),
        record(2, title="On stigma: a subtitle", URL="http://a.org/p", issued="2020"),
        "Same address",
    ),
]


@pytest.mark.parametrize(("first", "second", "reason"), DOUBLES)
@pytest.mark.parametrize("is_one_file", [True, False])
def test_a_double_is_told_with_the_work_it_repeats(
    write: WriteRecords, first: dict[str, Any], second: dict[str, Any], reason: str, is_one_file: bool
) -> None:
    if is_one_file:
        run = import_file(path=write([first, second]))
    else:
        import_file(path=write([first]))
        run = import_file(path=write([second]))
    assert run.duplicates == 1
    note = run.notes.get()
    assert note.reason.startswith(reason)
    assert note.work == Work.objects.get()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (record(1, title="Statement", issued="2019"), record(2, title="Statement", issued="2020")),
        (record(1, title="One", URL="https://a.org/list"), record(2, title="Two", URL="https://a.org/list")),
        (
            record(1, title="Book", type="book", ISBN="9783161484100"),
            record(2, title="Chapter", type="chapter", ISBN="9783161484100"),
        ),
        (record(1, title="النساء"), record(1, title="الرجال")),
    ],
)
def test_what_is_only_similar_stays_apart(
    write: WriteRecords, first: dict[str, Any], second: dict[str, Any]
) -> None:
    run = import_file(path=write([first, second]))
    assert (run.added, run.duplicates) == (2, 0)
    assert Work.objects.values("slug").distinct().count() == 2


def test_one_listing_page_for_two_works_is_remarked_upon(write: WriteRecords) -> None:
    run = import_file(
        path=write(
            [record(1, title="One", URL="https://a.org/l"), record(2, title="Two", URL="https://a.org/l")]
        )
    )
    assert "Another work has the same address: “One”" in run.notes.get(record=2).reason


def test_the_same_file_again_adds_nothing(write: WriteRecords) -> None:
    path = write([record(number) for number in range(1, 6)])
    import_file(path=path)
    again = import_file(path=path)
    assert (again.added, again.duplicates, Work.objects.count()) == (0, 5, 5)


def test_a_stopped_import_goes_on_where_it_was(write: WriteRecords) -> None:
    path = write([record(number) for number in range(1, 451)])
    asked = iter([False, True])
    steps: list[tuple[int, int, str]] = []
    stopped = import_file(path=path, stop=lambda: next(asked), progress=lambda *step: steps.append(step))
    assert (stopped.state, stopped.done, Work.objects.count()) == ("stopped", 200, 200)
    resumed = import_file(path=path, progress=lambda *step: steps.append(step))
    assert resumed.pk == stopped.pk
    assert (resumed.state, resumed.added, resumed.duplicates, Work.objects.count()) == (
        "finished",
        450,
        0,
        450,
    )
    assert steps == [(done, 450, "records.json") for done in (200, 400, 450)]


def test_a_record_whose_stable_name_is_taken_gets_the_next_one(write: WriteRecords) -> None:
    run = import_file(path=write([record(1), record(1, title="Another"), record(1, title="A third")]))
    assert run.added == 3
    assert sorted(Work.objects.values_list("slug", flat=True)) == ["report-1", "report-1-2", "report-1-3"]


def test_every_remark_names_the_work(write: WriteRecords) -> None:
    import_file(path=write([record(1, colour="red", title="<b>Bold</b>")]))
    assert {note.work for note in ImportNote.objects.all()} == {Work.objects.get()}
    assert ImportNote.objects.count() == 2


def test_the_sample_comes_in_whole(tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "sample" / "library.csl.json"
    run = import_file(path=path, publish=True, is_sample=True)
    told = list(run.notes.exclude(outcome="warned").values_list("identifier", "reason"))
    assert (run.refused, run.duplicates, told) == (0, 0, [])
    assert run.added == len(json.loads(path.read_text(encoding="utf-8")))
