"""An answer is kept once, whole, with everything it was before."""

from io import BytesIO

import pytest

from tests.surveys import making
from tests.surveys.making import filled_in
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.instances import NotAnAnswer, read_instance
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Form, Version
from whrin.surveys.queries import xml_of


@pytest.fixture
def version(coordinator: Person) -> Version:
    """The small form, open."""
    return making.open_form(coordinator).versions.get()


def take(version: Version, xml: bytes, *files: actions.SentFile) -> AnswerEdition:
    return actions.take_answer(version=version, instance=read_instance(xml), way=Way.PHONE, files=files)


def history(answer: Answer) -> list[str]:
    """Return what was answered, the newest first."""
    return [xml_of(edition).partition("<name>")[2].partition("<")[0] for edition in answer.editions.all()]


def test_the_same_answer_again_changes_nothing_also_spelt_in_another_way(version: Version) -> None:
    first = take(version, filled_in())
    spelt = filled_in().replace(b'<data id="small" version="1">', b"<data  version='1'\n id='small'>")
    assert take(version, spelt) == first
    assert AnswerEdition.objects.count() == 1


def test_another_answer_under_the_same_id_is_refused(version: Version) -> None:
    take(version, filled_in("A"))
    with pytest.raises(actions.AnswerDiffers):
        take(version, filled_in("B"))
    assert history(Answer.objects.get()) == ["A"]


def test_the_same_id_in_another_form_is_another_answer(version: Version, coordinator: Person) -> None:
    take(version, filled_in())
    other = making.open_form(coordinator, "other").versions.get()
    take(other, filled_in("B", form_id="other"))
    assert Answer.objects.count() == 2


def test_an_edit_goes_on_top_and_the_answer_says_that_it_was_edited(version: Version) -> None:
    take(version, filled_in("A", number="1"))
    take(version, filled_in("B", number="2", replaces="1"))
    take(version, filled_in("C", number="3", replaces="2"))
    answer = Answer.objects.get()
    assert history(answer) == ["C", "B", "A"]
    assert answer.state == AnswerState.EDITED
    take(version, filled_in("A", number="1"))
    assert answer.editions.count() == 3


def test_two_edits_of_one_edition_are_both_kept_for_a_person_to_look_at(version: Version) -> None:
    take(version, filled_in("A", number="1"))
    take(version, filled_in("B", number="2", replaces="1"))
    take(version, filled_in("C", number="3", replaces="1"))
    answer = Answer.objects.get()
    assert history(answer) == ["C", "B", "A"]
    assert answer.state == AnswerState.HAS_ISSUES


def test_an_original_that_comes_after_its_edit_goes_under_it(version: Version) -> None:
    take(version, filled_in("B", number="2", replaces="1"))
    take(version, filled_in("A", number="1"))
    assert history(Answer.objects.get()) == ["B", "A"]


def test_a_closed_form_takes_nothing_new_and_still_knows_what_came(
    version: Version, coordinator: Person
) -> None:
    first = take(version, filled_in())
    actions.close_form(form=version.form, by=coordinator)
    with pytest.raises(actions.FormIsClosed):
        take(version, filled_in("B", number="uuid:2"))
    assert take(version, filled_in()) == first
    assert Answer.objects.count() == 1


def test_an_old_version_is_still_taken(version: Version, coordinator: Person) -> None:
    making.publish(version.form, coordinator, version="2")
    take(version, filled_in())
    take(version.form.versions.get(name="2"), filled_in("B", number="uuid:2", version="2"))
    assert [edition.version.name for edition in AnswerEdition.objects.order_by("id")] == ["1", "2"]


def test_a_file_under_a_known_name_is_the_same_or_refused(coordinator: Person) -> None:
    version = making.open_form(coordinator, "visit", making.VISIT).versions.get()
    meta = "<meta><instanceID>uuid:1</instanceID></meta>"
    xml = f'<data id="visit" version="1"><voice>a.m4a</voice>{meta}</data>'.encode()

    def file(content: bytes, name: str = "a.m4a") -> actions.SentFile:
        return actions.SentFile(name, "audio/mp4", BytesIO(content))

    take(version, xml)
    assert Attachment.objects.get().is_missing
    take(version, xml, file(b"one", "../elsewhere/a.m4a"), file(b"two", "unknown.m4a"))
    take(version, xml, file(b"one"))
    with pytest.raises(actions.FileDiffers):
        take(version, xml, file(b"other"))
    assert Attachment.objects.filter(is_missing=False).count() == Attachment.objects.count() == 1


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<data",
        b'<data version="1"/>',
        b'<data id="small" version="1" encrypted="yes"/>',
        b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><data id="small">&b;</data>',
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><data id="small" version="1"/>',
        '<?xml version="1.0" encoding="utf-16"?><data id="small" version="1"/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="iso-8859-1"?><data id="small" version="1"/>',
        b'<data id="small">' + b"<a>" * 100 + b"</a>" * 100 + b"</data>",
        b'<data id="small">' + b"<a/>" * 60_000 + b"</data>",
        b'<data id="small"><name>' + b"a" * 3_000_000 + b"</name></data>",
        b'<data id="small"><meta><instanceID>' + b"1" * 300 + b"</instanceID></meta></data>",
    ],
    ids=[
        "nothing",
        "broken",
        "no-id",
        "encrypted",
        "bomb",
        "entity",
        "utf-16",
        "latin",
        "deep",
        "many",
        "long",
        "id",
    ],
)
def test_what_is_no_answer_is_refused(xml: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        read_instance(xml)


def test_an_answer_without_an_id_is_given_one_inside(version: Version) -> None:
    bare = b'<data id="small" version="1" deviceID="collect:1"><name>A</name></data>'
    said = xml_of(take(version, bare))
    assert "<meta><instanceID>uuid:" in said
    assert "collect:1" not in said


def test_a_form_that_is_not_open_yet_or_no_more_takes_nothing(version: Version) -> None:
    for days in ({"opens_on": "2099-01-01"}, {"closes_on": "2001-01-01"}):
        Form.objects.update(**{"opens_on": None, "closes_on": None, **days})
        with pytest.raises(actions.FormIsClosed):
            take(Version.objects.get(), filled_in())
    assert not Answer.objects.exists()
