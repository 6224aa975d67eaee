"""The form of a collection on the desk: its words by language, and works one by one or a search."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from whrin.kit.languages import direction_of, name_of
from whrin.library.actions.collections import Words, save_collection
from whrin.library.enums import Status
from whrin.library.listing import parse
from whrin.library.listing_page import found_for
from whrin.library.models import Collection, Work
from whrin.library.rules import may_publish

#: Works that one collection may hold by hand.
MOST = 300


@dataclass(frozen=True)
class Group:
    """The fields of one language, with its name as their heading."""

    heading: str
    fields: list[forms.BoundField]


class CollectionForm(WagtailAdminModelForm):
    """`chosen`: works by stable name or address, one a line. `shown`: a search, as the list's address."""

    chosen = forms.CharField(
        label=_("Works, in their order"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr"}),
        help_text=_("One a line: the address of the work's page, or its stable name."),
    )
    shown = forms.CharField(
        label=_("Or: everything that a search finds"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Search the library and choose filters; then copy the address here."),
    )

    class Meta:
        model = Collection
        fields = ["slug", "is_public"]
        help_texts = {"slug": _("Part of addresses; it cannot be changed later.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = bool(self.instance.pk)
        if self.for_user and not may_publish(self.for_user):
            self.fields["is_public"].disabled = True
        kept = {text.language: text for text in self.instance.texts.all()} if self.instance.pk else {}
        self.tags = list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *kept]))
        for tag in self.tags:
            text = kept.get(tag)
            written = {"lang": tag, "dir": direction_of(tag)}
            self.fields[f"title_{tag}"] = forms.CharField(
                label=_("Title"),
                required=False,
                max_length=200,
                initial=text.title if text else "",
                widget=forms.TextInput(attrs=written),
            )
            self.fields[f"purpose_{tag}"] = forms.CharField(
                label=_("What it is for"),
                required=False,
                max_length=1000,
                initial=text.purpose if text else "",
                widget=forms.Textarea(attrs={"rows": 2, **written}),
            )
        if self.instance.pk:
            self.initial["shown"] = f"?{self.instance.search}" if self.instance.search else ""
            self.initial["chosen"] = "\n".join(self.instance.items.values_list("work__slug", flat=True))

    def plain_fields(self) -> list[forms.BoundField]:
        """Return the fields that belong to no language."""
        return [self["slug"], self["is_public"], self["chosen"], self["shown"]]

    def groups(self) -> Iterator[Group]:
        """Yield the fields of each language."""
        reader = get_language() or "en"
        for tag in self.tags:
            yield Group(name_of(tag, reader), [self[f"title_{tag}"], self[f"purpose_{tag}"]])

    def clean_chosen(self) -> list[Work]:
        """Return the works in their order, each once."""
        slugs = [_slug_in(line) for line in self.cleaned_data["chosen"].splitlines() if line.strip()]
        if len(slugs) > MOST:
            raise ValidationError(_("At most %(most)d works. Use a search for more."), params={"most": MOST})
        works = {work.slug: work for work in Work.objects.filter(slug__in=slugs, status=Status.PUBLISHED)}
        strange = [slug for slug in slugs if slug not in works]
        if strange:
            raise ValidationError(
                _("No public work is called: %(names)s."), params={"names": ", ".join(strange[:5])}
            )
        return [works[slug] for slug in dict.fromkeys(slugs)]

    def clean_shown(self) -> str:
        """Return the list's own parameters, in their one order."""
        written = self.cleaned_data["shown"].strip()
        if not written:
            return ""
        asked = parse(QueryDict(urlsplit(written).query or written.lstrip("?")))
        if asked.is_plain or not (asked.text or asked.filters):
            raise ValidationError(_("This address shows the whole library. Choose words or filters first."))
        if not found_for(asked, get_language() or "en", 1).total:
            raise ValidationError(_("This search finds nothing now."))
        search = asked.query().removeprefix("?")
        if len(search) > 500:
            raise ValidationError(_("This search is too long. Choose fewer filters."))
        return search

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"title_{tag}") for tag in self.tags):
            self.add_error("title_en", _("Give the collection a title in at least one language."))
        has_faults = self.errors.keys() & {"chosen", "shown"}
        if not has_faults and bool(cleaned.get("chosen")) == bool(cleaned.get("shown")):
            self.add_error("chosen", _("Choose works or a search: one of the two."))
        return cleaned

    def save(self, commit: bool = True) -> Collection:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        words = {
            tag: Words(self.cleaned_data[f"title_{tag}"], self.cleaned_data[f"purpose_{tag}"])
            for tag in self.tags
        }
        return save_collection(
            collection=self.instance,
            words=words,
            works=self.cleaned_data["chosen"],
            search=self.cleaned_data["shown"],
            by=self.for_user,
        )


def _slug_in(line: str) -> str:
    """Return the stable name in `slug`, `/en/library/slug/ru/` or a whole address."""
    path = urlsplit(line.strip()).path
    _before, found, rest = path.partition("/library/")
    return (rest if found else path).strip("/").split("/")[0]
