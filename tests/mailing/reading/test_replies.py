"""Her own words out of a letter, and nothing lost."""

import tomllib
from pathlib import Path

import pytest

from whrin.mailing.reading.markup import lines_of_html
from whrin.mailing.reading.replies import extract, extract_from_text
from whrin.mailing.reading.sentinel import sentinel

_ABOVE = [
    "On Mon, 2 Mar 2026 at 10:00, Blue Heron <heron@example.org> wrote:",
    "Le lun. 2 mars 2026 à 10:00, Blue Heron <heron@example.org> a écrit :",
    "Am 02.03.2026 um 10:00 schrieb Blue Heron:",
    "El lun, 2 mar 2026 a las 10:00, Blue Heron (<heron@example.org>) escribió:",
    "Em seg., 2 de mar. de 2026 às 10:00, Blue Heron <heron@example.org> escreveu:",
    "Il giorno lun 2 mar 2026 alle ore 10:00 Blue Heron <heron@example.org> ha scritto:",
    "Op ma 2 mrt 2026 om 10:00 schreef Blue Heron <heron@example.org>:",
    "Den mån 2 mars 2026 kl 10:00 skrev Blue Heron <heron@example.org>:",
    "W dniu 2.03.2026 o 10:00, Blue Heron pisze:",
    "пн, 2 мар. 2026 г. в 10:00, Blue Heron <heron@example.org>:",
    "02.03.2026 10:00, Blue Heron пишет:",
    "пн, 2 бер. 2026 р. о 10:00 Blue Heron <heron@example.org> пише:",
    "Blue Heron <heron@example.org>, 2 Mar 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "Στις Δευ 2 Μαρ 2026 στις 10:00, ο χρήστης Blue Heron <heron@example.org> έγραψε:",
    "Pada tanggal Sen, 2 Mar 2026 pukul 10.00 Blue Heron <heron@example.org> menulis:",
    "Vào 10:00, T2, 2 thg 3, 2026 Blue Heron <heron@example.org> đã viết:",
    "Blue Heron <heron@example.org> 于2026年3月2日周一 10:00写道：",
    "2026年3月2日(月) 10:00 Blue Heron <heron@example.org>:",
    "2026년 3월 2일 (월) 오전 10:00, Blue Heron <heron@example.org>님이 작성:",
    "في الاثنين، 2 مارس 2026 في 10:00 تمت كتابة ما يلي بواسطة Blue Heron <heron@example.org>:",
    "בתאריך יום ב׳, 2 במרץ 2026 ב-10:00 מאת Blue Heron <heron@example.org>:",
    "On 2026-03-02 10:00, Blue Heron\n<heron@example.org> wrote:",
]


@pytest.mark.parametrize("above", _ABOVE)
def test_what_stands_under_the_line_of_any_language_is_left_out(above: str) -> None:
    found = extract_from_text(f"I will come.\n\n{above}\n\n> Who comes?\n> Tell us.\n")
    assert found.body == "I will come."
    assert "> Who comes?" in found.trimmed
    assert above.partition("\n")[0] in found.trimmed


def test_a_line_without_a_date_counts_right_above_a_quote() -> None:
    assert extract_from_text("I do.\n\nOn Sunday Heron wrote:\n> Who comes?").body == "I do."


def test_an_older_letter_without_marks_is_left_out() -> None:
    found = extract_from_text(
        "Yes.\n\nVon: Blue Heron\nGesendet: Montag, 2. März 2026 10:00\n"
        "An: women@example.org\nBetreff: Treffen\n\nWer kommt?"
    )
    assert found.body == "Yes."
    assert "Wer kommt?" in found.trimmed


def test_an_answer_below_a_quote_survives() -> None:
    found = extract_from_text("On 2 Mar 2026 10:00, Blue Heron wrote:\n> Who comes?\n> Tell us.\n\nI do.\n")
    assert found.body == "I do."


def test_answers_between_quotes_survive_with_what_they_answer() -> None:
    found = extract_from_text(
        "On 2 Mar 2026 10:00, Blue Heron wrote:\n> Who comes?\n\nI do.\n\n> Who cooks?\n\nNot I.\n\n> Bye\n"
    )
    assert found.body == "> Who comes?\n\nI do.\n\n> Who cooks?\n\nNot I."
    assert "Blue Heron wrote" in found.trimmed


def test_a_signature_and_the_line_of_a_telephone_are_left_out() -> None:
    found = extract_from_text("I do.\n\nSent from my iPhone\n\n-- \nReal Name\nReal Street 5\n")
    assert found.body == "I do."
    assert "Real Street 5" in found.trimmed


def test_a_footer_of_a_list_is_left_out() -> None:
    found = extract_from_text("I do.\n_______________\nwomen mailing list\nhttps://lists.example.org/women\n")
    assert found.body == "I do."


def test_a_list_of_points_is_no_signature() -> None:
    text = "We need:\n- water\n- soap\n\n* and time"
    assert extract_from_text(text).body == text


def test_a_sentence_that_somebody_wrote_something_stays() -> None:
    text = "My sister wrote:\nthe police came again.\n\nFrom: where we stand, it is bad."
    assert extract_from_text(text).body == text


def test_a_letter_passed_on_without_a_word_stays() -> None:
    text = "---- Forwarded message ----\nFrom: A\nDate: 2 Mar 2026\nSubject: News\n\nThe clinic opens."
    assert "The clinic opens." in extract_from_text(text).body


def test_only_quotes_say_nothing() -> None:
    assert extract_from_text("> Who comes?\n").body == ""


def test_what_stands_below_our_line_is_left_out_also_without_its_signs() -> None:
    line = sentinel("Write above this line")
    for shown in (line, line.strip("\u2060\ufeff")):
        assert extract_from_text(f"I do.\n\n{shown}\n\nWho comes?").body == "I do."


_OLDER = tomllib.loads(Path(__file__).with_name("older_letters.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("programme", sorted(_OLDER))
def test_html_of_mail_programmes_is_understood(programme: str) -> None:
    hers = '<div>I <b>do</b>.<br></div><div class="gmail_signature">Real Name</div>'
    found = extract(lines_of_html(hers + _OLDER[programme]))
    assert found.body == "I do."
    assert "Who comes?" in found.trimmed
    assert "Real Name" in found.trimmed


def test_html_keeps_paragraphs_points_and_addresses() -> None:
    lines = lines_of_html(
        '<p>One</p><ul><li>two</li></ul><p>See <a href="https://example.org/x">here</a></p>'
    )
    assert extract(lines).body == "One\n\n- two\n\nSee here <https://example.org/x>"
