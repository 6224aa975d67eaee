"""MODS, Dublin Core and DataCite: what harvesters, Zotero and registers of research read."""

from typing import Any

import pytest

from whrin.library import actions
from whrin.library.enums import Kind, LinkKind, Role
from whrin.library.exports.datacite import datacite_of
from whrin.library.exports.dublin_core import oai_dc_of
from whrin.library.exports.mods import mods_of
from whrin.library.exports.sheet import with_all
from whrin.library.models import Contribution, LanguageVersion, Licence, Link, StoredFile, Work
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
WRITERS = [mods_of, oai_dc_of, datacite_of]
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def work(violence: Topic) -> Work:
    """A Nepali leaflet, also in Arabic, by an organisation and a woman, with a file and a licence."""
    work = actions.add_work(
        title="हिंसाबारे सरल भाषामा",
        language="ne",
        kind="information-material",
        slug="plain",
        abstract="A summary & more",
        abstract_language="en",
        authors=[{"literal": "Women Nest, Kathmandu"}, {"family": "ใจดี", "given": "สมหญิง"}],
        addresses=["https://a.org/1?a=1&b=2"],
        topics=[violence],
        countries=["NP"],
        year=2021,
        month=2,
        doi="10.1000/x",
        isbn="9783161484100",
        container_title="Leaflets",
        volume="3",
        licence=Licence.objects.get(code="CC-BY-4.0"),
    )
    other = LanguageVersion.objects.create(work=work, language="ar", title="عن العنف")
    StoredFile.objects.create(
        version=other, name="a b.pdf", media_type="application/pdf", size=9, sha256="0", pages=4, text="long"
    )
    Link.objects.create(version=work.versions.get(language="ne"), address="https://a.org/f", kind="full-text")
    Contribution.objects.create(work=work, role=Role.TRANSLATOR, literal="Nest", position=9)
    return actions.publish(work=work, by=None)


def whole() -> Work:
    return with_all(Work.objects.all()).get()


def texts(root: Any, path: str) -> list[str]:
    return [found.text for found in root.iterfind(path, {"m": root.nsmap.get(None), **_named(root)})]


def _named(root: Any) -> dict[str, str]:
    return {prefix: address for prefix, address in root.nsmap.items() if prefix}


def test_mods_keeps_an_organisation_in_one_piece(work: Work) -> None:
    root = mods_of(whole())
    assert texts(root, "m:name[@type='corporate']/m:namePart") == ["Women Nest, Kathmandu", "Nest"]
    assert texts(root, "m:name[@type='personal']/m:namePart[@type='family']") == ["ใจดี"]
    assert texts(root, "m:name/m:role/m:roleTerm") == ["author", "author", "translator"]


def test_mods_tells_languages_subjects_host_licence_and_files(work: Work) -> None:
    root = mods_of(whole())
    assert texts(root, "m:titleInfo/m:title") == ["हिंसाबारे सरल भाषामा", "عن العنف"]
    assert root.find("m:titleInfo[@type='translated']", {"m": root.nsmap[None]}).get(LANGUAGE) == "ar"
    assert texts(root, "m:language/m:languageTerm") == ["ne"]
    assert texts(root, "m:subject/m:topic") == ["Violence"]
    assert texts(root, "m:subject/m:geographic") == ["Nepal"]
    assert texts(root, "m:relatedItem[@type='host']/m:part/m:detail[@type='volume']/m:number") == ["3"]
    assert texts(root, "m:accessCondition") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert texts(root, "m:originInfo/m:dateIssued") == ["2021-02"]
    urls = texts(root, "m:location/m:url")
    assert urls[:2] == ["https://a.org/1?a=1&b=2", "https://a.org/f"]
    assert urls[2].endswith("/en/library/plain/ne/")
    assert urls[3].endswith("/a%20b.pdf")
    assert texts(root, "m:physicalDescription/m:internetMediaType") == ["application/pdf"]


def test_dublin_core_names_all_languages_and_the_doi_as_an_address(work: Work) -> None:
    root = oai_dc_of(whole())
    assert texts(root, "dc:language") == ["ne", "ar"]
    assert "https://doi.org/10.1000/x" in texts(root, "dc:identifier")
    assert texts(root, "dc:creator") == ["Women Nest, Kathmandu", "ใจดี, สมหญิง"]
    assert texts(root, "dc:contributor") == ["Nest"]
    assert texts(root, "dc:rights") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_datacite_names_creators_titles_and_container(work: Work) -> None:
    root = datacite_of(whole())
    assert texts(root, "m:identifier[@identifierType='DOI']") == ["10.1000/x"]
    names = [name.get("nameType") for name in root.iter("{*}creatorName")]
    assert names == ["Organizational", "Personal"]
    assert texts(root, "m:titles/m:title[@titleType='TranslatedTitle']") == ["عن العنف"]
    assert texts(root, "m:relatedItems/m:relatedItem/m:volume") == ["3"]
    assert root.find(".//{*}rights").get("rightsIdentifier") == "CC-BY-4.0"


def test_datacite_says_what_it_demands_even_of_a_bare_record() -> None:
    actions.publish(work=actions.add_work(title="A", language="und", kind="report", volume="3"), by=None)
    root = datacite_of(whole())
    demanded = [
        *("m:identifier", "m:creators/m:creator/m:creatorName", "m:titles/m:title", "m:publisher"),
        *("m:publicationYear", "m:resourceType"),
    ]
    assert all(texts(root, path)[0] for path in demanded)
    assert not texts(root, "m:relatedItems/m:relatedItem/m:volume")
    assert not texts(root, "m:language")


@pytest.mark.parametrize("write", WRITERS)
def test_signs_that_xml_cannot_hold_break_no_record(write: Any) -> None:
    work = actions.add_work(
        title="A", language="en", kind="report", publisher="Wo\x0bmen\ufffe", pages="1\x01"
    )
    LanguageVersion.objects.update(title="Bro\x08ken")
    write(with_all(Work.objects.filter(pk=work.pk)).get())


@pytest.mark.parametrize("write", WRITERS)
def test_every_kind_can_be_written(write: Any) -> None:
    for kind in Kind:
        actions.add_work(title=f"A {kind}", language="en", kind=kind)
    assert len([write(work) for work in with_all(Work.objects.all())]) == len(Kind)


@pytest.mark.parametrize("write", WRITERS)
def test_three_works_cost_as_many_questions_as_one(write: Any, django_assert_num_queries: Any) -> None:
    for number in (1, 3):
        while Work.objects.count() < number:
            work = actions.add_work(title="A", language="en", kind="report", authors=[{"literal": "X"}])
            Link.objects.create(version=work.versions.get(), address="https://a.org/", kind=LinkKind.PAGE)
        write(with_all(Work.objects.all())[0])  # The words of topics and countries are kept from here on.
        with django_assert_num_queries(8):
            [write(work) for work in with_all(Work.objects.all())]
