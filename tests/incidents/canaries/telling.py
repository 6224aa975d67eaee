"""What is told to the site: reports, files, messages, return visits, a caseworker's answers, mistakes."""

import http.client
import re
import time
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.incidents.canaries.browser import Browser, Form

#: Bytes of a file: more than the server keeps of a request in memory, so that the disk is used; and fewer.
_LARGE, _SMALL = 150_000, 2_000
_CODE = re.compile(r'name="code" value="(\d{20})"')
_REPORT = re.compile(r'href="(/en/care/[0-9a-f-]{36}/)"')
#: Fields for numbers and for choices that must fit together.
_WHEN = {"year": "2026", "month": "9", "day": "30"}


@dataclass
class Told:
    """What was told so far. `mark`: the part that each word has; `codes`: 20 digits each."""

    mark: str
    address: str
    codes: list[str] = field(default_factory=list)


def browser_of(port: int, told: Told) -> Browser:
    """Return a browser whose address and name are canaries, too."""
    return Browser(
        port,
        {
            "X-Forwarded-For": told.address,
            "User-Agent": f"Mozilla/5.0 ({told.mark}agent)",
            "Referer": f"https://{told.mark}referer.example/",
            "Accept-Language": "en",
        },
    )


def _answers(form: Form, told: Told, number: int) -> list[tuple[str, str]]:
    free = [
        (
            name,
            _WHEN.get(
                name, f"{told.mark}{name}{number} {told.mark}@{told.mark}mail.example +2547{number:08}"
            ),
        )
        for name in form.free
    ]
    chosen = [
        (name, _WHEN.get(name, "KE" if name == "country" else values[number % len(values)]))
        for name, values in form.choices.items()
        if values
    ]
    return free + chosen


def tell(port: int, told: Told, number: int) -> str:
    """Tell one report, page by page, as a visitor does; return its code."""
    browser = browser_of(port, told).go("/en/tell/").go("/en/tell/questions/")
    for _page in range(30):
        form = browser.form("carried")
        if "send" in form.buttons:
            break
        browser.send(form, [*_answers(form, told, number), ("go", "on")])
    else:
        raise AssertionError(browser.page[-3000:])
    browser.send(browser.form("carried"), [("go", "send")])
    found = _CODE.search(browser.page)
    assert found, browser.page[-3000:]
    assert not browser.cookies, "a visitor is given no cookie"
    told.codes.append(found[1])
    return found[1]


def come_back(port: int, told: Told, code: str, number: int) -> None:
    """Come back with the code; write, add a file, allow something; take a tenth of the reports back."""
    browser = browser_of(port, told).go("/en/tell/answer/")
    for _try in range(120):
        browser.send(browser.form("code"), [("code", f"{code[:4]} {code[4:12]}-{code[12:]}")])
        if browser.status != HTTPStatus.SERVICE_UNAVAILABLE:
            break
        # Too many at this moment, it says: she waits, and presses again.
        time.sleep(0.5)
    form = browser.form("write")
    browser.send(form, [("text", f"{told.mark}message{number}"), ("go", "write")])
    size = _LARGE if number % 10 == 0 else _SMALL
    content = b"\xff\xd8\xff" + f"{told.mark}content ".encode() * (size // (len(told.mark) + 8))
    form = browser.form("files")
    browser.send(form, [("go", "files")], (f"{told.mark}picture{number}.jpg", content))
    assert f"{told.mark}picture{number}" in browser.page, browser.page[-3000:]
    browser.send(browser.form("allow"), [("uses", "quote"), ("go", "allow")])
    if number % 10 == 9:
        browser.send(browser.form("withdraw"), [("go", "withdraw")])
        browser.send(browser.form("sure"), [("sure", "yes"), ("go", "withdraw")])


def make_mistakes(port: int, told: Told) -> None:
    """Send what is refused, too large, cut off or not there: nothing of it may be written down either."""
    browser = browser_of(port, told)
    for path in (f"/en/tell/{told.mark}/?q={told.mark}", f"/en/services/?q={told.mark}"):
        browser.go(path)
    page = Form("post", "/en/tell/questions/", {"carried": told.mark, "what": told.mark, "step": told.mark})
    browser.send(page, [("what", told.mark * 50_000)])
    browser.send(page, [("what", told.mark * 200_000)])
    browser.send(Form("post", "/en/tell/answer/", {"code": f"{told.mark}"}), [])
    browser.send(Form("post", "/en/tell/answer/", {"ticket": f"{told.mark}", "text": told.mark}), [])
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    server.putrequest("POST", "/en/tell/questions/")
    server.putheader("Content-Length", "500000")
    server.putheader("Content-Type", f"multipart/form-data; boundary={told.mark}")
    server.endheaders((told.mark * 20_000).encode())
    server.close()


def care(port: int, told: Told, name: str, passphrase: str, phrase: str) -> None:
    """Sign in as a caseworker, open the vault, open a report and answer it."""
    browser = browser_of(port, told).go("/account/login/")
    browser.send(browser.form("login"), [("login", name), ("password", passphrase)])
    browser.go("/en/care/")
    form = browser.form("next")
    browser.send(form, [(form.free[0], phrase)])
    reports = list(dict.fromkeys(_REPORT.findall(browser.page)))
    assert reports, browser.page[-3000:]
    for path in reports[:3]:
        browser.go(path)
        assert told.mark in browser.page, "she reads what was told"
        browser.send(browser.form("answer"), [("text", f"{told.mark}answer"), ("go", "answer")])
        assert f"{told.mark}answer" in browser.page
    browser.go("/en/care/")
