"""Terms as pages tell them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Scheme
from whrin.incidents.lists import group_label
from whrin.incidents.models import Term
from whrin.incidents.queries import terms

_HEADINGS: dict[Scheme, str | Promise] = {Scheme.KIND: _("What was done"), Scheme.ACTOR: _("Who did it")}


@dataclass(frozen=True)
class Shown:
    """A term. `lang`, `explains_lang`: the language of its words, where it is not the page's."""

    term: Term
    label: str
    lang: str
    explains: str
    explains_lang: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class ShownList:
    """One list. `groups`: name, and what stands under it."""

    scheme: Scheme
    groups: list[tuple[str, list[Shown]]]

    @property
    def heading(self) -> str | Promise:
        """Return what stands above it."""
        return _HEADINGS[self.scheme]


def shown_lists(language: str, *, retired: bool = False) -> list[ShownList]:
    """Return both lists in their order; `retired`: also what is out of use."""
    return [ShownList(scheme, _grouped(scheme, language, retired=retired)) for scheme in Scheme]


def _grouped(scheme: Scheme, language: str, *, retired: bool) -> list[tuple[str, list[Shown]]]:
    groups: dict[str, list[Shown]] = {}
    for term in terms(scheme, retired=retired):
        groups.setdefault(group_label(term.group, language), []).append(_shown(term, language))
    return list(groups.items())


def _shown(term: Term, language: str) -> Shown:
    explains = term.explains.get(language) or term.explains.get("en") or ""
    return Shown(
        term,
        term.label_in(language),
        "" if term.labels.get(language) else "en",
        explains,
        "" if term.explains.get(language) else "en",
        tuple(f"{one['instrument'].upper()} {one['article']}" for one in term.articles),
    )
