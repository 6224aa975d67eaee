from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.library.pages.conftest import Shelve
from whrin.library.models import Contribution
from whrin.search.actions import refresh
from whrin.topics.models import Topic

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(reader: Client, address: str) -> ElementTree.Element:
    response = reader.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None, name
    return found.text or ""


def test_a_feed_holds_what_the_standard_asks_for(reader: Client, shelve: Shelve, violence: Topic) -> None:
    work = shelve("guide", ru="Руководство", abstracts={"ru": "О чём это"})
    work.topics.add(violence)
    Contribution.objects.create(work=work, literal="Сеть")
    refresh(shelf="library", keys=["guide"])
    feed = read(reader, "/en/library/feed/?kind=report")
    assert feed.get(LANG) == "en"
    assert text(feed, "id") == "http://localhost:8000/en/library/feed/?kind=report&sort=added"
    assert text(feed, "updated")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == text(feed, "id")
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "title") == "Руководство"
    assert text(entry, "id") == "http://localhost:8000/library/guide"
    assert text(entry, "updated")
    author = entry.find(f"{ATOM}author")
    assert author is not None
    assert text(author, "name") == "Сеть"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert (content.text, content.get(LANG)) == ("О чём это", "ru")
    assert [part.get("term") for part in entry.findall(f"{ATOM}category")] == ["Violence"]


def test_a_feed_follows_any_search(reader: Client, shelve: Shelve) -> None:
    shelve("one", en="Violence and shelter", kind="brief")
    shelve("two", en="Violence and shelter", kind="toolkit")
    feed = read(reader, "/en/library/feed/?q=shelters&kind=brief")
    assert [text(entry, "id") for entry in feed.findall(f"{ATOM}entry")] == [
        "http://localhost:8000/library/one"
    ]


def test_an_empty_feed_is_a_feed(reader: Client, db: None) -> None:
    feed = read(reader, "/ar/library/feed/?q=%00nothing")
    assert text(feed, "updated")
    assert feed.findall(f"{ATOM}entry") == []


def test_a_feed_is_no_longer_than_fifty(reader: Client, shelve: Shelve) -> None:
    for number in range(51):
        shelve(f"w{number}")
    assert len(read(reader, "/en/library/feed/?page=2").findall(f"{ATOM}entry")) == 50


def test_a_feed_escapes_what_anyone_wrote(reader: Client, shelve: Shelve) -> None:
    title = '</title><script>alert("1")</script> & ]]>'
    shelve("evil", en=title, abstracts={"en": title})
    entry = read(reader, "/en/library/feed/?q=alert").find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "title") == title
    assert text(entry, "content") == title


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_can_only_be_read(reader: Client, db: None, method: str) -> None:
    assert getattr(reader, method)("/en/library/feed/").status_code == 405
