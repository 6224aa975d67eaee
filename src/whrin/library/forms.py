"""Forms of the desk."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from whrin.kit.text import clean_line, clean_text
from whrin.library import likeness
from whrin.library.actions.works import NameReserved
from whrin.library.addresses import is_address
from whrin.library.enums import Audience, LinkKind
from whrin.library.form_fields import NamesInput
from whrin.library.imports.tags import tag_of
from whrin.library.models import Contribution, LanguageVersion, Link, Work
from whrin.library.rules import RESERVED_SLUGS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _tag(written: str) -> str:
    tag = tag_of(written)
    if written and not tag:
        raise ValidationError(_("Write a language tag, such as “en” or “pt-BR”, or the language's name."))
    return tag


class WorkForm(WagtailAdminModelForm):
    """The columns of a work; its versions and contributions are formsets beside it."""

    audience = forms.MultipleChoiceField(
        label=_("Audience"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Work
        fields = [
            "slug",
            "kind",
            "genre",
            "publisher",
            "publisher_kind",
            "year",
            "month",
            "day",
            "container_title",
            "volume",
            "issue",
            "pages",
            "doi",
            "isbn",
            "original_language",
            "topics",
            "countries",
            "regions",
            "audience",
            "licence",
            "plain_language_of",
            "superseded_by",
            "related",
            "peer_reviewed_on",
            "seen_at",
            "staff_note",
        ]
        widgets = {
            "peer_reviewed_on": AdminDateInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_at"] = forms.URLField(
            label=_("Where it was seen"), max_length=1000, required=False, assume_scheme="https"
        )
        # A list of every work would not end; its stable name is enough.
        others = Work.objects.exclude(pk=self.instance.pk)
        for name, label in (
            ("plain_language_of", _("Plain-language companion of (stable name of that work)")),
            ("superseded_by", _("Replaced by the newer version (stable name of that work)")),
        ):
            self.fields[name] = forms.ModelChoiceField(
                others, to_field_name="slug", widget=forms.TextInput, required=False, label=label
            )
            # The form would show its number, which is no stable name.
            self.initial[name] = getattr(self.instance, name)
        self.fields["related"] = forms.ModelMultipleChoiceField(
            others,
            to_field_name="slug",
            widget=NamesInput,
            required=False,
            label=_("See also (stable names of works, with commas between)"),
        )
        for name in ("publisher", "container_title", "genre"):
            field = self.fields[name]
            field.clean = _cleaning(field.clean)  # type: ignore[method-assign]  # wrapped, not replaced
        self.row_sets: list[Any] = [
            kind(self.data if self.is_bound else None, instance=self.instance, prefix=prefix)
            for prefix, kind in (("versions", VersionFormSet), ("contributions", ContributionFormSet))
        ]
        for formset in self.row_sets:
            formset.heading = formset.model._meta.verbose_name_plural  # noqa: SLF001 -- Django's own door

    def is_valid(self) -> bool:
        """Check the form and both formsets, so that all faults show at once."""
        return all([super().is_valid(), *[formset.is_valid() for formset in self.row_sets]])

    def clean_slug(self) -> str:
        """A name that no page of the library has."""
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED_SLUGS:
            raise ValidationError(str(NameReserved()))
        return slug

    def clean_doi(self) -> str:
        """Bare, in lower case."""
        written = str(self.cleaned_data["doi"])
        bare = likeness.bare_doi(written)
        if written and not bare:
            raise ValidationError(_("A DOI begins with 10., such as 10.1186/s40199-016-0141-1."))
        return bare

    def clean_isbn(self) -> str:
        """Bare, with a right check digit."""
        written = str(self.cleaned_data["isbn"])
        bare = likeness.bare_isbn(written)
        if written and not bare:
            raise ValidationError(_("This ISBN has a wrong digit."))
        return bare

    def clean_original_language(self) -> str:
        """As a BCP 47 tag."""
        return _tag(self.cleaned_data["original_language"])

    def save(self, commit: bool = True) -> Work:
        """Save the work, then the rows of both formsets."""
        work: Work = super().save(commit=commit)
        for formset in self.row_sets:
            formset.instance = work
            formset.save()
        return work


def _cleaning(check: Any) -> Any:
    def cleaned(value: Any) -> str:
        return clean_line(str(check(value) or ""))

    return cleaned


class AddressesField(forms.CharField):
    """Some web addresses, one a line."""

    widget = forms.Textarea({"rows": 2})

    def __init__(self, *, label: "StrOrPromise") -> None:
        super().__init__(label=label, required=False)


class VersionForm(forms.ModelForm[LanguageVersion]):
    """One language version with its addresses, one a line."""

    page_links = AddressesField(label=_("Pages about it, one address a line"))
    full_text_links = AddressesField(label=_("Full text, one address a line"))
    archive_links = AddressesField(label=_("Archived copies, one address a line"))

    class Meta:
        model = LanguageVersion
        fields = [
            "language",
            "title",
            "short_title",
            "abstract",
            "abstract_language",
            "is_machine_translation",
        ]
        widgets = {
            "title": forms.TextInput({"dir": "auto"}),
            "short_title": forms.TextInput({"dir": "auto"}),
            "abstract": forms.Textarea({"rows": 4, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            links = list(self.instance.links.all())
            for kind, name in _LINK_FIELDS.items():
                self.fields[name].initial = "\n".join(link.address for link in links if link.kind == kind)

    def clean_language(self) -> str:
        """As a BCP 47 tag."""
        return _tag(self.cleaned_data["language"])

    def clean_abstract_language(self) -> str:
        """As a BCP 47 tag, or empty."""
        return _tag(self.cleaned_data["abstract_language"])

    def clean_title(self) -> str:
        """One clean line."""
        return clean_line(self.cleaned_data["title"])

    def clean_abstract(self) -> str:
        """Clean paragraphs."""
        return clean_text(self.cleaned_data["abstract"])

    def clean(self) -> dict[str, Any]:
        """Read the addresses; each only once."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in _LINK_FIELDS.values():
            addresses = [line.strip() for line in data.get(name, "").splitlines() if line.strip()]
            wrong = [
                each
                for each in addresses
                if not is_address(each) or each in seen or addresses.count(each) > 1
            ]
            if wrong:
                self.add_error(
                    name, _("Not a web address, or written twice: %(line)s") % {"line": wrong[0][:200]}
                )
            seen.update(addresses)
            data[name] = addresses
        if data.get("abstract") and not data.get("abstract_language"):
            data["abstract_language"] = data.get("language", "")
        return data

    def save_links(self) -> None:
        """Make the version's links equal what is written; what is known of one that stays is kept."""
        wanted = {address: kind for kind, name in _LINK_FIELDS.items() for address in self.cleaned_data[name]}
        self.instance.links.exclude(address__in=wanted).delete()
        for address, kind in wanted.items():
            Link.objects.update_or_create(version=self.instance, address=address, defaults={"kind": kind})


_LINK_FIELDS = {
    LinkKind.PAGE: "page_links",
    LinkKind.FULL_TEXT: "full_text_links",
    LinkKind.ARCHIVE: "archive_links",
}


class VersionRows(BaseInlineFormSet[LanguageVersion, Work, VersionForm]):
    """Language versions; a version that holds files cannot be removed here."""

    def save(self, commit: bool = True) -> list[LanguageVersion]:
        """Save the versions with their links."""
        saved = super().save(commit=commit)
        for form in self.forms:
            if form.instance.pk and form.has_changed() and not form.cleaned_data.get("DELETE"):
                form.save_links()
        return saved


VersionFormSet = inlineformset_factory(
    Work, LanguageVersion, form=VersionForm, formset=VersionRows, extra=1, min_num=1, validate_min=True
)
ContributionFormSet = inlineformset_factory(
    Work, Contribution, fields=["position", "role", "family", "given", "literal"], extra=2
)


class AttachForm(forms.Form):
    """A file for one of a work's versions."""

    version = forms.ModelChoiceField(LanguageVersion.objects.none(), label=_("Language version"))
    file = forms.FileField(label=_("File"))
    name = forms.CharField(label=_("Name shown to readers"), max_length=200, required=False)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = LanguageVersion.objects.filter(work=work)
        self.fields["version"] = forms.ModelChoiceField(
            versions, label=_("Language version"), initial=versions.first()
        )


class ImportForm(forms.Form):
    """A file of records."""

    file = forms.FileField(
        label=_("File of records"),
        help_text=_(
            "RIS, BibTeX, CSL-JSON, a table (CSV), or the zipped folder of a Zotero export with its files. "
            "You see what it would bring before anything comes in."
        ),
    )
    publish = forms.BooleanField(
        label=_("Publish the records at once"),
        help_text=_("Otherwise they wait as drafts."),
        required=False,
    )
