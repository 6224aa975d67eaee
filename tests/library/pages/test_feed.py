import re
from datetime import datetime
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


RSS_DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000")
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
#: What RSS 2.0 allows in a channel and in an item, as often as once unless starred.
CHANNEL = {"title", "link", "description", "language", "lastBuildDate", "item*", f"{ATOM}link"}
ITEM = {"title", "link", "description", "pubDate", "guid", "category*"} | {
    f"{DUBLIN_CORE}creator",
    f"{DUBLIN_CORE}language",
}


def rss(reader: Client, address: str) -> ElementTree.Element:
    """Return the channel of an RSS feed that keeps the rules of RSS 2.0."""
    response = reader.get(address)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    (channel,) = root
    for parent, allowed in [(channel, CHANNEL), *((item, ITEM) for item in channel.iter("item"))]:
        tags = [child.tag for child in parent]
        assert {tag for tag in tags if f"{tag}*" not in allowed} <= allowed
        assert all(tags.count(tag) == 1 for tag in tags if f"{tag}*" not in allowed)
        assert {"title", "link", "description"} <= set(tags)
        for name in ("pubDate", "lastBuildDate"):
            assert all(RSS_DATE.fullmatch(child.text or "") for child in parent.iter(name))
    return channel


def test_rss_holds_what_the_standard_asks_for(reader: Client, shelve: Shelve, violence: Topic) -> None:
    work = shelve("guide", ru="Руководство & <b>", abstracts={"ru": "О чём это"})
    work.topics.add(violence)
    Contribution.objects.create(work=work, literal="Сеть")
    refresh(shelf="library", keys=["guide"])
    channel = rss(reader, "/en/library/rss/?kind=report")
    assert channel.findtext("title") == "Report · Library"
    (link,) = channel.findall(f"{ATOM}link")
    assert (link.get("rel"), link.get("href")) == (
        "self",
        "http://localhost:8000/en/library/rss/?kind=report&sort=added",
    )
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Руководство & <b>"
    assert item.findtext("description") == "О чём это"
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == ("http://localhost:8000/library/guide", "false")
    assert item.findtext(f"{DUBLIN_CORE}creator") == "Сеть"
    assert item.findtext(f"{DUBLIN_CORE}language") == "ru"
    assert [each.text for each in item.findall("category")] == ["Violence"]


def test_an_empty_rss_feed_is_a_feed(reader: Client, db: None) -> None:
    assert rss(reader, "/ar/library/rss/?q=%00nothing").findall("item") == []


def test_signs_that_xml_cannot_hold_do_not_break_a_feed(reader: Client, shelve: Shelve) -> None:
    shelve("odd", en="Before\x0bafter\ufffe")
    assert rss(reader, "/en/library/rss/").findtext("item/title") == "Beforeafter"
    entry = read(reader, "/en/library/feed/").find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "title") == "Beforeafter"


def test_every_atom_feed_keeps_the_rules(reader: Client, shelve: Shelve, violence: Topic) -> None:
    shelve("one").topics.add(violence)
    shelve("two", es="Dos", abstracts={"es": "Resumen"})
    feed = read(reader, "/en/library/feed/")
    stamps = [each.text or "" for each in feed.iter() if each.tag in {f"{ATOM}updated", f"{ATOM}published"}]
    assert all(datetime.fromisoformat(stamp).tzinfo for stamp in stamps)
    identifiers = [text(each, "id") for each in [feed, *feed.findall(f"{ATOM}entry")]]
    assert len(set(identifiers)) == len(identifiers) == 3
    for parent in [feed, *feed.findall(f"{ATOM}entry")]:
        tags = [child.tag.removeprefix(ATOM) for child in parent]
        assert all(tags.count(name) == 1 for name in ("id", "title", "updated"))
        assert all(
            tags.count(name) <= 1 for name in ("content", "summary", "published", "rights", "subtitle")
        )
        assert parent.find(f"{ATOM}author/{ATOM}name") is not None
        assert all(link.get("href") for link in parent.findall(f"{ATOM}link"))


def test_the_list_leads_to_its_feeds_and_to_its_search(reader: Client, shelve: Shelve) -> None:
    shelve("one", kind="brief")
    page = reader.get("/en/library/?kind=brief").content.decode()
    assert 'type="application/atom+xml" href="/en/library/feed/?kind=brief" title="Atom · Brief"' in page
    assert 'type="application/rss+xml" href="/en/library/rss/?kind=brief" title="RSS · Brief"' in page
    assert 'type="application/opensearchdescription+xml" href="/en/library/opensearch.xml"' in page


def test_a_list_of_one_thing_is_called_by_its_name(reader: Client, shelve: Shelve) -> None:
    shelve("one", kind="brief", audience=["policy"])
    page = reader.get("/en/library/?audience=policy&kind=brief").content.decode()
    assert "<title>Brief · Policy makers · Library · WHRIN</title>" in page
    assert "<h1><bdi>Brief · Policy makers</bdi></h1>" in page
    assert "<h1>Library</h1>" in reader.get("/en/library/").content.decode()
    assert "<h1>Library</h1>" in reader.get("/en/library/?q=work&kind=brief").content.decode()


def test_a_browser_learns_how_to_search_here(reader: Client, shelve: Shelve) -> None:
    shelve("one", en="Shelter")
    response = reader.get("/ru/library/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{space}ShortName") or "") <= 16
    assert root.findtext(f"{space}Language") == "ru"
    templates = {each.get("type"): each.get("template", "") for each in root.iter(f"{space}Url")}
    for media_type in ("text/html", "application/atom+xml", "application/rss+xml"):
        address = templates[media_type].replace("{searchTerms}", "shelter").replace("{startPage?}", "")
        answer = reader.get(address.removeprefix("http://localhost:8000"))
        assert answer.status_code == 200
        assert "Shelter" in answer.content.decode()
