"""Doubles: a record that is most likely a work already here, or one read earlier in the same batch.

A DOI settles it. So does an ISBN, unless one of the two is a chapter. So does an equal folded title with
the same year and first author. An equal address settles it only when the titles are alike too: many works
share one listing page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz.fuzz import token_set_ratio

from whrin.library import likeness
from whrin.library.enums import Kind
from whrin.library.imports.draft import Draft
from whrin.library.models import LanguageVersion, Link, Work

#: Two titles at one address are one work from this likeness on (0 to 100, of word sets: a missing subtitle
#: counts as alike).
ALIKE = 85


@dataclass
class _Seen:
    """A work as the comparison needs it; `work` is empty until the batch is stored."""

    titles: list[str]
    kind: str
    slug: str


@dataclass
class Doubles:
    """What is already there, for one batch; `remember` adds each record that goes in."""

    by_doi: dict[str, _Seen] = field(default_factory=dict)
    by_isbn: dict[str, _Seen] = field(default_factory=dict)
    by_title: dict[str, _Seen] = field(default_factory=dict)
    by_address: dict[str, list[_Seen]] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> "Doubles":
        """Look up the whole batch at once: four queries."""
        doubles = cls()
        dois = {draft.fields["doi"] for draft in drafts} - {""}
        isbns = {draft.fields["isbn"] for draft in drafts} - {""}
        titles = {each for draft in drafts for each in draft.fingerprints()}
        addresses = {likeness.address_fingerprint(each) for draft in drafts for each in draft.addresses()}
        by_number = Work.objects.filter(doi__in=dois) | Work.objects.filter(isbn__in=isbns)
        for work in by_number.prefetch_related("versions"):
            seen = _Seen([version.title for version in work.versions.all()], work.kind, work.slug)
            doubles._index(seen, work.doi, work.isbn, [], [])
        for version in LanguageVersion.objects.filter(fingerprint__in=titles).select_related("work"):
            seen = _Seen([version.title], version.work.kind, version.work.slug)
            doubles._index(seen, "", "", [version.fingerprint], [])
        links = Link.objects.filter(fingerprint__in=addresses).select_related("version__work")
        for link in links:
            seen = _Seen([link.version.title], link.version.work.kind, link.version.work.slug)
            doubles._index(seen, "", "", [], [link.fingerprint])
        return doubles

    def remember(self, draft: Draft) -> None:
        """Count a record of this batch among what is there."""
        seen = _Seen([each.title for each in draft.versions], draft.fields["kind"], draft.fields["slug"])
        addresses = [likeness.address_fingerprint(each) for each in draft.addresses()]
        self._index(seen, draft.fields["doi"], draft.fields["isbn"], draft.fingerprints(), addresses)

    def find(self, draft: Draft) -> tuple[str, str] | None:
        """Return the slug of the work this record repeats, and why we think so; None when it is new."""
        for found, reason in self._candidates(draft):
            if found:
                told = {"reason": reason, "title": found.titles[0][:200] if found.titles else found.slug}
                return found.slug, _("%(reason)s: “%(title)s”") % told
        return None

    def _candidates(self, draft: Draft) -> Iterable[tuple[_Seen | None, str]]:
        fields = draft.fields
        yield self.by_doi.get(fields["doi"]), _("Same DOI")
        same_isbn = self.by_isbn.get(fields["isbn"])
        if same_isbn and Kind.CHAPTER not in {same_isbn.kind, fields["kind"]}:
            yield same_isbn, _("Same ISBN")
        for fingerprint in draft.fingerprints():
            yield self.by_title.get(fingerprint), _("Same title, year and author")
        for address in draft.addresses():
            for seen in self.by_address.get(likeness.address_fingerprint(address), []):
                if _alike(seen.titles, [version.title for version in draft.versions]):
                    yield seen, _("Same address, like title")

    def shares_address(self, draft: Draft) -> str:
        """Return the title of another work at the same address, empty when there is none."""
        for address in draft.addresses():
            for seen in self.by_address.get(likeness.address_fingerprint(address), []):
                return seen.titles[0] if seen.titles else seen.slug
        return ""

    def _index(self, seen: _Seen, doi: str, isbn: str, titles: list[str], addresses: list[str]) -> None:
        if doi:
            self.by_doi.setdefault(doi, seen)
        if isbn:
            self.by_isbn.setdefault(isbn, seen)
        for fingerprint in titles:
            self.by_title.setdefault(fingerprint, seen)
        for fingerprint in addresses:
            self.by_address.setdefault(fingerprint, []).append(seen)


def _alike(ours: list[str], theirs: list[str]) -> bool:
    return any(
        token_set_ratio(likeness.fold(one), likeness.fold(other)) >= ALIKE for one in ours for other in theirs
    )
