"""Collections: made, changed, taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line, clean_text
from whrin.library.actions.showing import refresh_search
from whrin.library.actions.works import NotAllowed
from whrin.library.models import Collection, CollectionItem, CollectionText, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit, may_publish
from whrin.people.models import Person


class CannotSaveCollection(LibraryRefusal):
    """The collection has no name, or not exactly one of works and a search."""


@dataclass(frozen=True)
class Words:
    """What a collection is called in one language, and what it is for."""

    title: str
    purpose: str = ""


@transaction.atomic
def save_collection(
    *,
    collection: Collection,
    words: Mapping[str, Words],
    works: Sequence[Work] = (),
    search: str = "",
    by: Person | None = None,
) -> Collection:
    """Make or change a collection: `words` by language; either `works`, in their order, or a `search`, as the
    list's own parameters. Raises `NotAllowed` and `CannotSaveCollection`.
    """
    before = Collection.objects.filter(pk=collection.pk).first()
    _let_change(by, is_public=collection.is_public or bool(before and before.is_public))
    named = {tag: clean_line(said.title) for tag, said in words.items() if clean_line(said.title)}
    if not named:
        raise CannotSaveCollection(_("Give the collection a title in at least one language."))
    if bool(works) == bool(search):
        raise CannotSaveCollection(_("Choose works or a search: one of the two."))
    shown = _slugs(collection)
    collection.search = search
    collection.save()
    collection.texts.all().delete()
    CollectionText.objects.bulk_create(
        CollectionText(
            collection=collection, language=tag, title=title, purpose=clean_text(words[tag].purpose)
        )
        for tag, title in named.items()
    )
    collection.items.all().delete()
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=collection, work=work, position=place) for place, work in enumerate(works)
    )
    record(verb="save collection", about=collection, by=by, slug=collection.slug, public=collection.is_public)
    _show(shown | _slugs(collection))
    return collection


@transaction.atomic
def remove_collection(*, collection: Collection, by: Person | None = None) -> None:
    """Take a collection away; its works stay. Raises `NotAllowed`."""
    _let_change(by, is_public=collection.is_public)
    shown = _slugs(collection)
    record(verb="remove collection", about=collection, by=by, slug=collection.slug)
    collection.delete()
    _show(shown)


def _let_change(by: Person | None, *, is_public: bool) -> None:
    if not may_edit(by) or (is_public and not may_publish(by)):
        raise NotAllowed


def _slugs(collection: Collection) -> set[str]:
    if not collection.pk:
        return set()
    return set(Work.objects.published().filter(collections=collection).values_list("slug", flat=True))


def _show(slugs: set[str]) -> None:
    refresh_search(sorted(slugs))
    advance_on_commit()
