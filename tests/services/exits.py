"""Every way by which anything of services leaves the site for somebody who is not signed in."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from tests.forum.roles import Address, walk
from tests.services import rounding
from whrin.services.models import Service

#: Code that pages of the public are made by, and what of it is not for the public: it asks who is there.
_PUBLIC = ("whrin.services.", "whrin.website.countries.")
_NOT_PUBLIC = ("whrin.services.desk.", "whrin.services.reviewing.", "whrin.services.wagtail_hooks")
#: What can be asked of the list besides; each is one more exit.
_WAYS = {
    "services:list": [
        "",
        "?view=table",
        "?view=tiles",
        "?view=outline",
        "?q=Jacaranda",
        "?country=KE",
        "?city=KE:Hushville",
    ],
    "hsds:services": ["", "?full=true", "?search=Jacaranda", "?minimal=true"],
    "hsds:service_at_locations": ["", "?full=true", "?postcode=ZQ-00999", "?proximity=-1.297,36.823,5"],
}
#: Forms of files by the beginning of the address's name.
_FORMS = {"form": ["pdf", "docx", "csv"]}
_STEPS = 8


def addresses() -> list[Address]:
    """Return every named address of services that is for the public."""
    found = (Address(name, asks) for name, asks, callback in walk(get_resolver()) if _is_public(callback))
    return sorted(set(found), key=lambda address: address.name)


def _is_public(callback: Any) -> bool:
    module = str(getattr(callback, "__module__", ""))
    return module.startswith(_PUBLIC) and not module.startswith(_NOT_PUBLIC)


def exits(service: Service, code: str, language: str = "en") -> Iterator[str]:
    """Yield every public address that speaks of a service, or could. `code`: of the receipt of a proposal."""
    place = service.places.first()
    things = {
        "slug": service.slug,
        "uid": service.uid,
        "id": service.uid,
        "code": code,
        "token": "none",
    }
    for address in addresses():
        name = address.name
        known = dict(things)
        if name.startswith("website:"):
            known["code"] = "network-east-west-southern-africa" if "region" in name else "ke"
        if name == "services:need_results":
            known["slug"] = "safe-place"
        if name.startswith("services:round"):
            known["slug"] = rounding.EMPTY
        forms = _FORMS["form"] if "form" in address.asks_for else [""]
        for form in forms:
            kwargs = {each: {**known, "form": form}.get(each, "none") for each in address.asks_for}
            with translation.override(language):
                path = reverse(name, kwargs=kwargs)
            for way in _WAYS.get(name, [""]):
                yield path + way
    if place is not None:
        yield f"/hsds/3.1/service_at_locations/{place.uid}"
    yield from ("/en/", "/en/places/", "/en/places/?view=map", "/en/library/?q=Jacaranda", "/sitemap-1.xml")


def told_by(browser: Client, path: str) -> str:
    """Return all that an address tells: headers and body, files unpacked, and the page that waits for a file
    followed to its end.
    """
    answer: Any = browser.get(path)
    for _step in range(_STEPS):
        if answer.status_code not in {202, 301, 302, 303}:
            break
        answer = browser.get(answer.get("Location") or path)
    assert answer.status_code < 500, path
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{_unpacked(body)}"


def _unpacked(body: bytes) -> str:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = packed.namelist()
            return "\n".join([*names, *(_unpacked(packed.read(name)) for name in names)])
    if body.startswith(b"%PDF"):
        return _words_of_pdf(body)
    return body.decode("utf-8", "replace")


def _words_of_pdf(body: bytes) -> str:
    with pikepdf.open(io.BytesIO(body)) as file:
        named = [
            str(file.docinfo),
            *(str(value) for value in file.docinfo.values()),
            str(file.open_metadata()),
        ]
    document = pypdfium2.PdfDocument(body)
    try:
        return "\n".join([*named, *(page.get_textpage().get_text_range() for page in document)])
    finally:
        document.close()
