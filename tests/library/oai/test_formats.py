"""Every kind of work, with all that can be known of it, is good by the published schemas."""

import pytest
from django.test import Client

from tests.library.oai.asking import OAI, ask
from tests.library.oai.conftest import Fill
from whrin.library.enums import Kind, LinkKind, Role
from whrin.library.models import Contribution, LanguageVersion, Licence, Link, StoredFile, Work
from whrin.places.models import Country
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_kind(fill: Fill, violence: Topic) -> list[Work]:
    """A work of each kind in two languages, with everything known; and one of which nothing is known."""
    works = fill(len(Kind.values) + 1)
    country = Country.objects.order_by("pk")[0]
    for work, kind in zip(works, Kind.values, strict=False):
        Work.objects.filter(pk=work.pk).update(
            kind=kind, genre="In our own words", year=2021, month=3, publisher="Care <Press>",
            container_title="Journal", volume="7", issue="2", pages="11–19", doi=f"10.1/{kind}",
            isbn="9780000000002", licence=Licence.objects.get(code="CC-BY-4.0"),
        )  # fmt: skip
        work.topics.add(violence)
        work.countries.add(country)
        for position, role in enumerate(Role):
            Contribution.objects.create(work=work, position=position, role=role, family="García", given="A.")
        Contribution.objects.create(work=work, position=9, literal="Network of Women")
        own = work.versions.get()
        LanguageVersion.objects.filter(pk=own.pk).update(short_title="Short", abstract="One.\n\nTwo & <b>.")
        LanguageVersion.objects.create(work=work, language="zh-Hant", title="標題", abstract="摘要")
        Link.objects.create(version=own, address="https://a.example/ü?q=1&r=[2]")
        Link.objects.create(version=own, address="https://a.example/2", kind=LinkKind.FULL_TEXT)
        StoredFile.objects.create(
            version=own, name="A file.pdf", media_type="application/pdf", size=9, pages=3,
            sha256=f"{work.pk:064}",
        )  # fmt: skip
    LanguageVersion.objects.filter(work=works[-1]).update(language="und")
    return works


@pytest.mark.parametrize("prefix", ["oai_dc", "mods", "datacite"])
def test_every_kind_is_good_by_the_schemas(prefix: str, reader: Client, every_kind: list[Work]) -> None:
    root = ask(reader, verb="ListRecords", metadataPrefix=prefix)
    found = list(root.iter(f"{OAI}metadata"))
    assert len(found) == len(every_kind)
    assert all("García" in "".join(one.itertext()) for one in found[:-1])


def test_the_schemas_tell_good_from_bad(reader: Client, every_kind: list[Work]) -> None:
    Work.objects.filter(pk=every_kind[0].pk).update(original_language="en", year=20210)
    with pytest.raises(Exception, match="publicationYear"):
        ask(reader, verb="ListRecords", metadataPrefix="datacite")
