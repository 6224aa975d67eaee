"""What a record's page says to machines: reference managers, search engines, harvesters of links."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.enums import Kind, Role, Status
from whrin.library.models import Contribution, Licence, Work
from whrin.library.signposting import DESCRIPTIONS
from whrin.topics.models import Topic

SITE = "http://localhost:8000"
#: What a search engine needs of each schema.org type; every type needs those of `EVERY`.
EVERY = {"@context", "@type", "@id", "name", "url", "inLanguage", "datePublished", "publisher", "license"}
NEEDED = {
    "ScholarlyArticle": {"headline", "author", "isPartOf"},
    "Article": {"headline", "author"},
    "NewsArticle": {"headline", "author"},
    "BlogPosting": {"headline", "author"},
    "Report": {"headline", "author"},
    "Book": {"author", "isbn"},
    "Chapter": {"author", "isPartOf", "pagination"},
    "VideoObject": {"uploadDate", "contentUrl", "description"},
    "AudioObject": {"uploadDate", "contentUrl"},
}


class Head(HTMLParser):
    """The metas, links and JSON of a page's head."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas: dict[str, list[str]] = {}
        self.links: dict[str, list[dict[str, str]]] = {}
        self.json_ld: Any = None
        self._in_json = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("name") or given.get("property", "")
            self.metas.setdefault(name, []).append(given.get("content", ""))
        elif tag == "link":
            self.links.setdefault(given["rel"], []).append(given)
        self._in_json = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_json:
            self.json_ld, self._in_json = json.loads(data), False


def head(reader: Client, address: str) -> Head:
    response = reader.get(address)
    assert response.status_code == 200
    return Head(response.content.decode())


@pytest.fixture
def paper(shelve: Shelve, violence: Topic) -> Work:
    """An article in two languages, with everything known of it."""
    work = shelve(
        "paper", en="On shelter & safety", ru="О приюте", abstracts={"en": "What <we> found."},
        kind="journal-article", year=2021, month=3, doi="10.1/x(y)", container_title="Journal of Care",
        volume="7", issue="2", pages="11–19", publisher="Care Press", audience=["policy"],
        licence=Licence.objects.get(code="CC-BY-4.0"),
    )  # fmt: skip
    Contribution.objects.create(work=work, family="García", given="Ana")
    Contribution.objects.create(work=work, position=1, literal="Network of Women")
    Contribution.objects.create(work=work, position=2, family="Ivanova", role=Role.TRANSLATOR)
    work.topics.add(violence)
    return work


def test_a_reference_manager_reads_an_article(reader: Client, paper: Work) -> None:
    metas = head(reader, "/en/library/paper/en/").metas
    assert metas["citation_title"] == ["On shelter & safety"]
    assert metas["citation_author"] == ["García, Ana", "Network of Women"]
    assert metas["citation_publication_date"] == ["2021/03"]
    assert metas["citation_journal_title"] == ["Journal of Care"]
    assert (metas["citation_volume"], metas["citation_issue"]) == (["7"], ["2"])
    assert (metas["citation_firstpage"], metas["citation_lastpage"]) == (["11"], ["19"])
    assert metas["citation_doi"] == ["10.1/x(y)"]
    assert metas["citation_keywords"] == ["Violence"]
    assert metas["DC.rights"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert metas["DC.creator"] == ["García, Ana", "Network of Women"]
    assert metas["DC.language"] == ["en"]


def test_every_language_has_metadata_of_its_own(reader: Client, paper: Work) -> None:
    found = head(reader, "/en/library/paper/ru/")
    assert found.metas["citation_title"] == found.metas["DC.title"] == ["О приюте"]
    assert found.metas["citation_language"] == ["ru"]
    assert found.metas["citation_keywords"] == ["Насилие"]
    assert found.links["canonical"][0]["href"] == f"{SITE}/ru/library/paper/ru/"
    alternates = {link["hreflang"]: link["href"] for link in found.links["alternate"]}
    assert alternates == {"en": f"{SITE}/en/library/paper/en/", "ru": f"{SITE}/ru/library/paper/ru/"}


def test_zotero_is_led_to_unapi_and_nothing_spoils_it(reader: Client, paper: Work) -> None:
    page = reader.get("/en/library/paper/").content.decode()
    assert '<abbr class="unapi-id" title="paper" hidden></abbr>' in page
    assert Head(page).links["unapi-server"][0]["href"] == "/unapi"
    assert "Z3988" not in page


def test_unapi_tells_its_formats_and_gives_records(reader: Client, paper: Work) -> None:
    every = etree.fromstring(reader.get("/unapi").content)
    assert [each.get("name") for each in every] == ["mods", "oai_dc"]
    one = reader.get("/unapi?id=paper")
    assert one.status_code == 300
    assert etree.fromstring(one.content).get("id") == "paper"
    given = reader.get("/unapi?id=paper&format=mods")
    assert given["Content-Type"].startswith("application/xml")
    root = etree.fromstring(given.content)
    assert root.tag == "{http://www.loc.gov/mods/v3}mods"
    assert "Network of Women" in "".join(root.itertext())


@pytest.mark.parametrize(
    ("query", "status"),
    [("id=nowhere", 404), ("id=nowhere&format=mods", 404), ("id=paper&format=marc", 406)],
)
def test_unapi_refuses_what_it_has_not(query: str, status: int, reader: Client, paper: Work) -> None:
    assert reader.get(f"/unapi?{query}", follow=True).status_code == status


def test_unapi_gives_nothing_that_is_not_public(reader: Client, shelve: Shelve) -> None:
    shelve("hidden", status=Status.DRAFT)
    assert reader.get("/unapi?id=hidden&format=mods", follow=True).status_code == 404


def test_google_scholar_finds_only_files_kept_here_that_end_in_pdf(
    reader: Client, paper: Work, attach: Attach
) -> None:
    stored = attach(paper, b"%PDF", name="Paper.pdf")
    attach(paper, b"sound", name="talk.mp3", media_type="audio/mpeg", sha256="cd" * 32)
    metas = head(reader, "/en/library/paper/en/").metas
    assert metas["citation_pdf_url"] == [f"{SITE}/en/library/paper/files/{stored.pk}/Paper.pdf"]
    assert "citation_pdf_url" not in head(reader, "/en/library/paper/ru/").metas


def test_what_people_wrote_cannot_leave_the_data_block(reader: Client, shelve: Shelve) -> None:
    title = '</script><script>alert("&amp;")</script><!-- "quoted" \u2028'
    shelve("odd", en=title, abstracts={"en": title})
    page = reader.get("/en/library/odd/").content.decode()
    assert "<script>alert" not in page
    assert Head(page).json_ld["name"] == title
    assert Head(page).metas["citation_title"] == [title]


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_says_what_search_engines_need(
    kind: str, reader: Client, paper: Work, attach: Attach
) -> None:
    Work.objects.update(kind=kind, isbn="9780000000002")
    attach(paper, b"bytes", name="whole.mp4", media_type="video/mp4")
    thing = head(reader, "/en/library/paper/en/").json_ld
    assert set(thing) >= EVERY | NEEDED.get(thing["@type"], set())
    assert thing["@id"] == thing["url"] == f"{SITE}/en/library/paper/en/"
    assert all(value not in ("", None, [], {}) for value in thing.values())


def test_versions_point_at_each_other(reader: Client, paper: Work) -> None:
    original = head(reader, "/en/library/paper/en/").json_ld
    assert original["workTranslation"] == [{"@id": f"{SITE}/ru/library/paper/ru/"}]
    translated = head(reader, "/en/library/paper/ru/").json_ld
    assert translated["translationOfWork"] == {"@id": f"{SITE}/en/library/paper/en/"}
    assert original["translator"] == [{"@type": "Person", "name": "Ivanova", "familyName": "Ivanova"}]


def test_signposts_stand_in_the_header_and_in_the_link_set(
    reader: Client, paper: Work, attach: Attach
) -> None:
    stored = attach(paper, b"%PDF", name="Paper.pdf")
    response = reader.get("/en/library/paper/en/")
    links = re.findall(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?', response["Link"])
    by_relation = {relation: (address, kind) for address, relation, kind in links}
    assert by_relation["cite-as"][0] == "https://doi.org/10.1/x(y)"
    assert by_relation["license"][0] == "https://creativecommons.org/licenses/by/4.0/"
    file = f"{SITE}/en/library/paper/files/{stored.pk}/Paper.pdf"
    assert by_relation["item"] == (file, "application/pdf")
    assert by_relation["linkset"][1] == "application/linkset+json"
    whole = reader.get(by_relation["linkset"][0].removeprefix(SITE))
    assert whole["Content-Type"] == "application/linkset+json"
    (context,) = whole.json()["linkset"]
    assert context["anchor"] == f"{SITE}/en/library/paper/en/"
    assert context["item"] == [{"href": file, "type": "application/pdf"}]
    assert {each["type"] for each in context["describedby"]} == set(DESCRIPTIONS.values())


def test_every_description_a_signpost_names_is_there(reader: Client, paper: Work) -> None:
    (context,) = reader.get("/en/library/paper/linkset/en/").json()["linkset"]
    for each in context["describedby"]:
        assert reader.get(each["href"].removeprefix(SITE)).status_code == 200


def test_a_work_that_is_not_public_has_no_link_set(reader: Client, shelve: Shelve) -> None:
    shelve("gone", status=Status.WITHDRAWN, withdrawn_because="It was wrong.")
    assert reader.get("/en/library/gone/linkset/en/").status_code == 404


def test_a_shared_address_shows_words_and_no_picture(reader: Client, paper: Work) -> None:
    metas = head(reader, "/en/library/paper/en/").metas
    assert metas["og:title"] == ["On shelter & safety"]
    assert metas["og:description"] == ["What <we> found."]
    assert metas["twitter:card"] == ["summary"]
    assert "og:image" not in metas
