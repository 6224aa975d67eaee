"""The forms of the desk of campaigns. Each writes one language at a time; the others stay as they are."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import ActionKind, StepKind
from whrin.campaigns.models import Campaign, Target
from whrin.campaigns.queries import papers_for, titles_of
from whrin.events.models import Body, Occasion
from whrin.events.queries import public_occasions
from whrin.kit.languages import direction_of, locale_of
from whrin.library.models import Work
from whrin.people.models import Person
from whrin.places.fields import CountryField
from whrin.places.models import Country
from whrin.places.queries import names_of_countries
from whrin.topics.models import Topic


def day_field(label: Any, *, is_required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, required=is_required, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class InLanguage(forms.Form):
    """A form with words in one language. `spoken`: what its fields of words say that they hold."""

    words: tuple[str, ...] = ()
    language = forms.CharField(label=_("Language of these words"), max_length=20)

    def __init__(self, spoken: str, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": spoken, **kwargs.get("initial", {})}
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        self.order_fields(["language"])
        for name in self.words:
            self.fields[name].widget.attrs |= {"lang": spoken, "dir": direction_of(spoken)}

    def clean_language(self) -> str:
        """A tag of BCP 47 that is known."""
        tag = str(self.cleaned_data["language"]).strip()
        if locale_of(tag) is None:
            raise forms.ValidationError(_("Write the code of a language, such as en, es or ar."))
        return tag

    def said(self) -> dict[str, str]:
        """Return the words of a valid form."""
        return {name: self.cleaned_data[name] for name in self.words}


def _lines(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=8000,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
    )


class CampaignForm(InLanguage):
    words = ("name", "goal", "summary", "asks", "results")
    name = forms.CharField(label=_("Name"), max_length=150)
    goal = forms.CharField(label=_("Goal, in one sentence"), max_length=400, required=False)
    summary = _lines(_("What it is about"))
    asks = _lines(_("What we ask"), _("One a line."))
    results = _lines(_("What changed"), _("One a line."), rows=3)
    starts = day_field(capfirst(_("starts")))
    ends = day_field(capfirst(_("ends")))
    countries = forms.MultipleChoiceField(label=_("Countries"), required=False)
    topics = forms.ModelMultipleChoiceField(Topic.objects.none(), label=_("Topics"), required=False)
    targets = forms.ModelMultipleChoiceField(Target.objects.none(), label=_("Targets"), required=False)
    papers = forms.MultipleChoiceField(label=_("Papers"), required=False)
    occasions = forms.ModelMultipleChoiceField(Occasion.objects.none(), label=_("Events"), required=False)
    works = _lines(_("Materials"), _("Stable names of works in the library, one a line."), rows=3)

    def __init__(self, person: Person, campaign: Campaign | None, spoken: str, data: Any = None) -> None:
        super().__init__(spoken, data, initial=_initial(campaign, spoken))
        self._person = person
        reader = get_language() or "en"
        self.fields["countries"].choices = list(names_of_countries(reader).items())  # type: ignore[attr-defined]  # it has them
        titles = titles_of(list(papers_for(person).exclude(slug="")[:200]), reader)
        self.fields["papers"].choices = [(str(uid), title) for uid, (title, _tag) in titles.items()]  # type: ignore[attr-defined]  # likewise
        self.fields["topics"].queryset = Topic.objects.prefetch_related("labels")  # type: ignore[attr-defined]  # likewise
        self.fields["targets"].queryset = Target.objects.all()  # type: ignore[attr-defined]  # likewise
        self.fields["occasions"].queryset = public_occasions()  # type: ignore[attr-defined]  # likewise

    def clean_works(self) -> list[Work]:
        """Works of the library by their names."""
        slugs = str(self.cleaned_data["works"]).split()
        found = {work.slug: work for work in Work.objects.filter(slug__in=slugs)}
        unknown = [slug for slug in slugs if slug not in found]
        if unknown:
            raise forms.ValidationError(
                _("The library has nothing of this name: %(names)s."), params={"names": ", ".join(unknown)}
            )
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] < given["starts"]:
            self.add_error("ends", _("It ends before it starts."))
        return given

    def columns(self) -> dict[str, Any]:
        """Return what is not words, as `save_campaign` takes it."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("starts", "ends", "topics", "targets", "occasions", "works")}
        return {
            **plain,
            "countries": Country.objects.filter(pk__in=given["countries"]),
            "papers": papers_for(self._person).filter(pk__in=given["papers"]),
        }


def _initial(campaign: Campaign | None, spoken: str) -> dict[str, Any]:
    if campaign is None:
        return {}
    return {
        **campaign.texts.get(spoken, {}),
        "starts": campaign.starts,
        "ends": campaign.ends,
        "countries": [country.pk for country in campaign.countries.all()],
        "topics": campaign.topics.all(),
        "targets": campaign.targets.all(),
        "papers": [str(paper.pk) for paper in campaign.papers.all()],
        "occasions": campaign.occasions.all(),
        "works": "\n".join(work.slug for work in campaign.works.all()),
    }


class ActionForm(InLanguage):
    words = ("title", "subject", "text")
    kind = forms.ChoiceField(label=_("Kind"), choices=ActionKind.choices)
    title = forms.CharField(label=_("Title"), max_length=150)
    subject = forms.CharField(label=_("Subject of the letter"), max_length=150, required=False)
    text = _lines(_("Words"), _("Put what she writes herself into square brackets: [your town]."), rows=10)


class StepForm(InLanguage):
    words = ("text",)
    day = day_field(_("Day"), is_required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=StepKind.choices)
    text = _lines(_("What happened"), rows=3)
    address = forms.URLField(label=_("Web address"), required=False, max_length=500, assume_scheme="https")


class TargetForm(InLanguage):
    words = ("office",)
    name = forms.CharField(label=_("Name"), max_length=200)
    office = forms.CharField(label=_("Office"), max_length=200, required=False)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"), required=False)
    country = CountryField(label=_("Country"), blank="—")
    address = forms.EmailField(
        label=_("Public e-mail address of the office"),
        required=False,
        help_text=_("Never somebody's own address."),
    )
    page = forms.URLField(label=_("Web page"), required=False, max_length=500, assume_scheme="https")
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    until = day_field(_("In office until"))

    def __init__(self, spoken: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(spoken, *args, **kwargs)
        self.fields["body"].queryset = Body.objects.all()  # type: ignore[attr-defined]  # it has one

    def columns(self) -> dict[str, Any]:
        """Return what is not words, as `save_target` takes it."""
        given = self.cleaned_data
        names = ("name", "body", "address", "page", "source", "until")
        return {**{name: given[name] for name in names}, "country_id": given["country"] or None}


def spoken_in(asked: Mapping[str, str], texts: Mapping[str, Any]) -> str:
    """Return the language to write in: asked for, else one that is written already, else the reader's."""
    wanted = asked.get("language", "").strip()[:20]
    if wanted and locale_of(wanted):
        return wanted
    reader = get_language() or settings.LANGUAGE_CODE
    return reader if reader in texts or not texts else next(iter(texts))
