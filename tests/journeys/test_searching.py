"""A visitor finds what she came for, in her own script."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Visit

SHELTERS = [
    ("th", "ผู้หญิงเชียงใหม่", "การลดอันตรายโดยผู้หญิงเพื่อผู้หญิงในเชียงใหม่"),
    ("th", "ศูนย์พักพิง", "การลดอันตรายโดยผู้หญิงเพื่อผู้หญิงในเชียงใหม่"),
    ("ar", "الملاجئ", "مراكز إيواء النساء اللواتي يستخدمن المخدرات: دليل الأبواب المفتوحة"),
    ("ar", "دليل الابواب", "مراكز إيواء النساء اللواتي يستخدمن المخدرات: دليل الأبواب المفتوحة"),
    ("ru", "кризисный центр", "Кризисные центры для женщин, употребляющих наркотики: низкий порог"),
    ("ne", "आश्रयस्थल", "लागूऔषध प्रयोग गर्ने महिलाहरूका लागि आश्रयस्थल"),
    ("ne", "महिला", "लागूऔषध प्रयोग गर्ने महिलाहरूका लागि आश्रयस्थल"),
    ("en", "marigold shelters", "Open doors: shelters that welcome women who use drugs"),
]
SAMPLE = [
    ("ar", "النساء والمخدرات", "النساء والمخدرات: واقع صامت وتحديات متزايدة"),
    ("ru", "опиоидной терапии в Евразии", "Опиоидная заместительная терапия в Евразии"),
    ("ru", "реабилитация", "Право на реабилитацию"),
]


@pytest.mark.parametrize(("language", "asked", "title"), SHELTERS + SAMPLE)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_visitor_finds_a_record_in_her_script(
    visit: Visit, language: str, asked: str, title: str, scripts: bool
) -> None:
    page = visit("/en/library/", java_script_enabled=scripts, viewport=PHONE)
    page.fill("main input[name=q]", asked)
    page.press("main input[name=q]", "Enter")
    found = page.locator("main a", has_text=title).first
    expect(found).to_be_visible()
    found.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(title)
    assert heading.evaluate("node => node.closest('[lang]').lang").split("-")[0] == language
    expected = "rtl" if language == "ar" else "ltr"
    assert heading.evaluate("node => getComputedStyle(node).direction") == expected


def test_a_visitor_cannot_find_what_is_not_there(visit: Visit) -> None:
    page = visit("/en/library/?" + urlencode({"q": "zqxv unheard"}))
    expect(page.locator("main [role=status]")).to_contain_text("0 resources")


def test_a_visitor_can_narrow_and_the_count_is_true(visit: Visit) -> None:
    page = visit("/en/library/?" + urlencode({"q": "shelters", "language": "en"}))
    counted = int(page.locator("main [role=status]").inner_text().split()[0])
    assert counted >= 1
    assert page.locator("ol.records > li").count() == min(counted, 20)


def test_a_found_word_is_marked_as_it_stands_in_the_text(visit: Visit) -> None:
    page = visit("/en/library/?" + urlencode({"q": "кризисный"}))
    marks = page.locator("main mark")
    expect(marks.first).to_be_visible()
    assert {word.casefold() for word in marks.all_inner_texts()} <= {"кризисные", "кризисный", "кризисных"}
