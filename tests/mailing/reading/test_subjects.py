"""Subjects keep their base through replies and forwards, in any language."""

import pytest

from whrin.mailing.reading import base_subject, new_subject


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Safe houses",
        "RE: re: Safe houses",
        "Fwd: Safe houses",
        "Safe houses (fwd)",
        "[Fwd: Safe houses]",
        "[women] Re: Safe houses",
        "Re: [women] Re: Safe houses",
        "Re[2]: Safe houses",
        "Re (3): Safe houses",
        "AW: WG: Safe houses",
        "SV: VS: Safe houses",
        "RV: Safe houses",
        "Rép : Safe houses",
        "TR: Safe houses",
        "R: I: Safe houses",
        "ENC: RES: Safe houses",
        "Odp: PD: Safe houses",
        "Ynt: Ilt: Safe houses",
        "Vá: Safe houses",
        "ΑΠ: Safe houses",
        "Отв: Safe houses",
        "Відп: Safe houses",
        "回复：Safe houses",
        "答复: 转发: Safe houses",
        "返信: Safe houses",
        "회신: Safe houses",
        "رد: Safe houses",
        "תשובה: Safe houses",
        "उत्तर: Safe houses",
        "Bls: Safe houses",
        "TL: Safe houses",
        "Jibu: Safe houses",
        "Antw: Doorst: Safe houses",
    ],
)
def test_an_answer_has_the_subject_of_what_it_answers(subject: str) -> None:
    assert base_subject(subject) == "Safe houses"


@pytest.mark.parametrize(
    "subject", ["Reports: what to do", "Results: March", "Regarding us", "Training: Lagos"]
)
def test_words_that_only_look_like_answers_stay(subject: str) -> None:
    assert base_subject(subject) == subject


def test_a_subject_of_nothing_but_a_list_name_stays() -> None:
    assert base_subject("[women]") == "[women]"


def test_a_subject_of_prefixes_alone_is_empty() -> None:
    assert base_subject("Re: Fwd: Re:") == ""


def test_twenty_thousand_prefixes_end() -> None:
    assert len(base_subject("Re: " * 20_000)) < 2000


@pytest.mark.parametrize(
    "subject",
    [
        "Re: [The garden] Safe houses in winter",
        "Re: [women] AW: Safe houses in winter",
        "Safe houses in wi...",
        "Re: Safe hou…",
        "[EXTERNAL] Re: Safe houses in winter",
        "*** SPAM *** Safe houses in winter",
        "Accepted: Safe houses in winter",
        "Re: safe house in winter",
        "Re: Safe  houses, in winter!",
        "Re: ???? ?????? ?? ??????",
        "Re:",
        "ok",
        "",
    ],
)
def test_what_programmes_do_to_a_subject_makes_no_new_one(subject: str) -> None:
    assert new_subject(subject, ["Safe houses in winter"]) == ""


@pytest.mark.parametrize(
    ("subject", "new"),
    [
        ("Re: Who can drive on Friday?", "Who can drive on Friday?"),
        ("Кто может везти в пятницу", "Кто может везти в пятницу"),
        ("Blankets (was: Safe houses in winter)", "Blankets"),
        ("Mantas (era: Re: Safe houses in winter)", "Mantas"),
    ],
)
def test_a_subject_that_she_changed_is_new(subject: str, new: str) -> None:
    assert new_subject(subject, ["Safe houses in winter", "New message"]) == new


def test_an_answer_to_a_subject_that_says_nothing_goes_on() -> None:
    assert new_subject("Re: Nouveau message", ["Safe houses", "New message", "Nouveau message"]) == ""
    assert new_subject("Whatever it was", ["", "New message"]) == "", "whose title was taken away"
