"""What is shown to her before she posts it, in several scripts."""

import time

import pytest

from whrin.forum.exposing import Kind, found_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Call me: +34 612 345 678", Kind.TELEPHONE),
        ("(044) 123-45-67", Kind.TELEPHONE),
        ("رقمي ٠١٠٠١٢٣٤٥٦٧", Kind.TELEPHONE),
        ("फ़ोन ९८१०२ ३४५६७", Kind.TELEPHONE),
        ("0612345678", Kind.TELEPHONE),
        ("write to lucia.x@example.org, please", Kind.EMAIL),
        ("почта: мария@пример.испытание", Kind.EMAIL),
        ("She lives at 12 Rose Garden Street", Kind.STREET),
        ("calle de la Paz 14", Kind.STREET),
        ("ул. Лесная, 5", Kind.STREET),
        ("شارع الورد 7", Kind.STREET),
        ("Jalan Melati No. 3", Kind.STREET),
        ("My name is Maria Lopez", Kind.NAME),
        ("Меня зовут Анна Лесная", Kind.NAME),
        ("اسمي الحقيقي ليلى حسن", Kind.NAME),
        ("Je m'appelle Rose", Kind.NAME),
    ],
)
def test_a_writer_is_shown_what_could_lead_to_somebody(text: str, kind: Kind) -> None:
    assert kind in {found.kind for found in found_in(text)}


@pytest.mark.parametrize(
    "text",
    [
        "In 2019-2023 we were 1,200,000 women in 14 countries.",
        "On 2026-11-22 at 10:30, and on 22.11.2026 again",
        "1 200 000 people",
        "https://example.org/report/20261122345678?mail=a@example.org",
        "my name is not important",
        "The Women and Harm Reduction International Network met 3 times.",
        "Naloxone 0.4 mg, 2 doses",
        "@Red Clover said so",
    ],
)
def test_a_writer_is_left_in_peace_over_other_words(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize("text", ["1 " * 10_000, "a@" * 10_000, "street " * 3_000, "12 a " * 4_000])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    found_in(text)
    assert time.perf_counter() - began < 1
