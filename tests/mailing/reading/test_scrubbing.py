"""What quoted letters would give away is taken out; her own words stay."""

from whrin.mailing.reading import scrub


def test_addresses_of_members_go_wherever_they_stand() -> None:
    text = "Ask Heron@Example.org, she knows."
    assert scrub(text, addresses=["heron@example.org"]) == "Ask […], she knows."


def test_reply_addresses_and_tokens_go() -> None:
    text = "> To answer: women+abc234@lists.example.org\nabcdefgh"
    scrubbed = scrub(text, tokens=["abcdefgh"], domain="lists.example.org")
    assert "abc234" not in scrubbed
    assert "abcdefgh" not in scrubbed


def test_an_address_in_her_own_words_stays() -> None:
    text = "Write to clinic@example.org at 10:30."
    assert scrub(text) == text


def test_quoted_recipients_go_also_when_they_take_several_lines() -> None:
    text = (
        "> From: A <a@example.org>\n> To: Real Name <real@example.org>,\n>  Other <other@example.org>\n"
        "> Subject: x\n> Hello"
    )
    assert scrub(text) == "> From: A\n> Subject: x\n> Hello"


def test_times_and_zones_go_from_lines_above_quotes() -> None:
    scrubbed = scrub("On Mon, 2 Mar 2026 at 10:00 +0330, Blue Heron <heron@example.org> wrote:")
    assert "10:00" not in scrubbed
    assert "0330" not in scrubbed
    assert "heron@example.org" not in scrubbed
    assert "Blue Heron" in scrubbed


def test_quoted_dates_lose_their_time() -> None:
    assert scrub("> Date: Mon, 2 Mar 2026 10:00:01 +0545 (NPT)") == "> Date: Mon, 2 Mar 2026"


def test_links_that_stop_letters_go() -> None:
    assert scrub("> Stop: https://example.org/unsubscribe/abc") == "> Stop: […]"
