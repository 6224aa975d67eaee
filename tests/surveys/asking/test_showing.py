"""What stands on a page: each field named, told of, in its language, and nothing that could do harm."""

import pytest

from tests.surveys.asking.making import ARABIC, begin, look, send
from whrin.surveys.asking import Setting
from whrin.surveys.asking.saying import marked_up

pytestmark = pytest.mark.once

KINDS = (
    """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | hint::English (en) | guidance_hint::English (en) | appearance | relevant | media::audio::English (en) | required | readonly | default |
| | text | name | **Your** name | اسمك | As friends say it | Nobody else sees it. | | | name.mp3 | yes | | |
| | note | hello | Hello ${name} | أهلا ${name} | | | | | | | | |
| | select_one yn or_other | safe | Safe? | آمن؟ | | | | | | | | |
| | select_one many | town | Town | | | | | | | | | |
| | select_multiple yn | both | Both? | | | | | | | | | |
| | select_one yn | quick | Quick? | | | | minimal | | | | | |
| | integer | age | Age | | | | | | | | | |
| | decimal | much | Much | | | | | | | | | |
| | date | since | Since | | | | month-year | | | | | |
| | dateTime | met | Met | | | | | | | | | |
| | rank yn | order | Order | | | | | | | | | |
| | geopoint | place | Place | | | | | | | | | |
| | text | long | Long | | | | multiline | | | | | |
| | text | pin | Secret | | | | masked | | | | | |
| | acknowledge | agree | I agree | | | | | | | yes | | |
| | image | photo | Photo | | | | | | | | | |
| | text | given | Given | | | | | | | | yes | fixed |
| | text | soon | Soon | | | | | selected(${both}, 'yes') or ${safe} = 'yes' | | | | |
| | text | after | After | | | | | ${safe} = 'yes' and ${age} > 3 | | | | |
| choices |
| | list_name | name | label::English (en) | label::العربية (ar) | media::image::English (en) |
| | yn | yes | Yes | نعم | yes.png |
| | yn | no | No | | |
"""  # noqa: E501 -- the head of a table is one line
    + "".join(f"| | many | t{number} | Town {number} | | |\n" for number in range(31))
    + """
| settings |
| | form_title | form_id | version | default_language |
| | Kinds | kinds | 1 | English (en) |
"""
)


def test_each_field_has_a_name_and_what_tells_more_is_tied_to_it() -> None:
    session = begin(KINDS)
    taken = send(session, "name", age="x", **{"order~yes": "9"})
    page = look(session, "name", taken)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = page.xpath(f"//label[@for='{field.get('id')}']") or field.xpath("ancestor::label")
        assert named, field.get("name")
        assert named[0].text_content().strip(), field.get("name")
    for told in page.xpath("//@aria-describedby"):
        assert set(told.split()) <= set(ids)
    for link in page.xpath("//div[@role='alert']//a/@href"):
        assert link.removeprefix("#") in ids
    assert page.xpath("//fieldset[@id='q~safe~all']/legend")[0].text_content().strip() == "Safe?"


def test_a_page_is_as_its_author_asked() -> None:
    session = begin(KINDS)
    page = look(session, "name", setting=Setting(lambda name: f"/media/{name}", keeps_place=False))
    types = {
        name: page.xpath(f"//*[@name='/data/{name}']") for name in ("town", "quick", "long", "both", "pin")
    }
    assert [types["town"][0].tag, types["quick"][0].tag, types["long"][0].tag] == [
        "select",
        "select",
        "textarea",
    ]
    assert {field.get("type") for field in types["both"]} == {"checkbox"}
    assert types["pin"][0].get("type") == "password"
    assert page.xpath("//input[@type='file']/@accept") == ["image/*"]
    assert page.xpath("//audio/@src") == ["/media/name.mp3"]
    assert set(page.xpath("//img/@src")) == {"/media/yes.png"}
    assert "not keep exact places" in page.get_element_by_id("q~place~note").text_content()
    assert page.get_element_by_id("q~name~hint").text == "As friends say it"
    assert page.xpath("//details/p/text()") == ["Nobody else sees it."]
    assert "(required)" in page.xpath("//label[@for='q~name']")[0].text_content()
    assert page.get_element_by_id("q~given").text_content().split() == ["Given", "fixed"]
    assert not page.xpath("//*[@name='/data/given' or @name='/data/after']")
    assert not page.xpath("//@style | //@onclick | //script")


def test_a_field_that_stands_on_one_choice_waits_hidden_for_a_small_script() -> None:
    page = look(begin(KINDS), "name")
    other, soon = page.xpath("//div[@data-when]")
    assert soon.get("data-when").split("\n") == ["/data/both=yes", "/data/safe=yes"]
    assert (other.get("data-when"), "hidden" in other.attrib) == ("/data/safe=other", True)
    assert other.xpath(".//input[@name='seen'][@disabled]/@value") == ["/data/safe_other"]
    assert page.xpath("//button[@value='update']")
    shown = look(begin(KINDS, safe="other"), "name").xpath("//div[@data-when]")[0]
    assert "hidden" not in shown.attrib


def test_that_one_was_chosen_alone_of_several_is_left_to_the_server() -> None:
    alone = KINDS.replace("${safe} = 'yes' and ${age} > 3", "${both} = 'yes'")
    assert alone != KINDS
    assert [field.get("data-when") for field in look(begin(alone), "name").xpath("//div[@data-when]")] == [
        "/data/safe=other",
        "/data/both=yes\n/data/safe=yes",
    ]
    assert look(begin(alone, both="yes"), "name").xpath("//*[@name='/data/after']")


def test_words_stand_in_their_own_language_and_what_she_wrote_is_only_text() -> None:
    session = begin(KINDS, language=ARABIC, name="<b onmouseover=x>[a](javascript:x) *Amina*")
    page = look(session, "name")
    (asked,) = page.xpath("//div[contains(@class, 'asked')]")
    assert (asked.get("lang"), asked.get("dir")) == ("ar", "rtl")
    (fallen_back,) = page.xpath("//label[@for='q~town']/span")
    assert (fallen_back.text, fallen_back.get("lang"), fallen_back.get("dir")) == ("Town", "en", "ltr")
    others = page.xpath("//input[@name='/data/safe'][@value='other']/../span")
    assert [other.text_content().strip() for other in others] == ["غير ذلك"]
    told = page.get_element_by_id("q~hello")
    assert "أهلا <b onmouseover=x>[a](javascript:x) Amina" in told.text_content()
    assert not told.xpath(".//b | .//a")
    assert page.xpath("//button[@value='update']/ancestor::*[@lang]") == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**a** and *b* __c__ _d_", "<strong>a</strong> and <em>b</em> <strong>c</strong> <em>d</em>"),
        ("# Title\nmore", "<strong>Title</strong><br>more"),
        (
            "[us](https://a.example/?a=1&b=2)",
            '<a href="https://a.example/?a=1&amp;b=2" rel="noreferrer">us</a>',
        ),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("<img src=x> & \\*not\\*", "&lt;img src=x&gt; &amp; *not*"),
        ("snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"),
        ('[q](https://a.example/"onx=)', '[q](https://a.example/"onx=)'),
        ("<span style='color:red'>red</span>", "&lt;span style='color:red'&gt;red&lt;/span&gt;"),
    ],
)
def test_labels_know_a_little_markdown_and_no_html(written: str, shown: str) -> None:
    assert marked_up(written) == shown
