"""Plain text becomes safe HTML."""

import time

import pytest

from whrin.forum.reading import rendered


def test_a_reader_sees_paragraphs_quotes_lists_and_links() -> None:
    text = "One\ntwo\n\n> quoted\n>> twice\n\n- first\n- second\n\nSee https://example.org/a?b=1&c=2."
    assert rendered(text) == (
        "<p>One<br>two</p><blockquote><p>quoted</p><blockquote><p>twice</p></blockquote></blockquote>"
        "<ul><li>first</li><li>second</li></ul>"
        '<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener ugc" dir="ltr">'
        "https://example.org/a?b=1&amp;c=2</a>.</p>"
    )


def test_a_reader_sees_who_is_named() -> None:
    assert rendered("Hi @wild mint, and @Mintha.", ["Wild Mint", "Mint"]) == (
        "<p>Hi <b><bdi>@wild mint</bdi></b>, and @Mintha.</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "> <img src=x onerror=alert(1)>",
        "- <svg/onload=alert(1)>",
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/<script>",
        "javascript:alert(1)",
        "https://example.org/'><b>",
        "@<b>x</b>",
        "\u2028<i>\u2029<u>",
    ],
)
def test_nothing_that_was_written_becomes_markup(text: str) -> None:
    shown = rendered(text, ["<b>x</b>"])
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<blockquote>", "</blockquote>", "</a>"):
        shown = shown.replace(tag, "")
    shown = shown.replace("<b><bdi>", "").replace("</bdi></b>", "").replace("<br>", "")
    assert shown.count("<") == shown.count("<a href=") == text.count("https://")
    assert 'href="javascript' not in shown
    assert '"onmouseover' not in shown


@pytest.mark.parametrize("text", [">" * 20_000, "> " * 10_000, ">\n\n" * 6_000, "https://" * 2_500])
def test_a_hostile_text_takes_no_time_and_nests_no_deeper_than_three(text: str) -> None:
    began = time.perf_counter()
    shown = rendered(text)
    assert time.perf_counter() - began < 0.5
    assert "<blockquote>" * 4 not in shown
    assert shown.count("<blockquote>") == shown.count("</blockquote>")
