"""What caseworkers write of a case: short lists of small entries, in the notions of HURIDOCS' events formats.

The choices are our own and few; what does not fit is said in words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Scheme
from whrin.incidents.queries import grouped_terms

Choices = list[tuple[str, str | Promise]]

RELIABLE: Choices = [
    ("", "–"),
    ("very", _("very reliable")),
    ("fairly", _("fairly reliable")),
    ("unsure", _("not sure")),
    ("unlikely", _("hardly reliable")),
]
SOURCES: Choices = [
    ("herself", _("the woman herself")),
    ("witness", _("someone who saw it")),
    ("paper", _("a paper or a file")),
    ("professional", _("a health or legal worker")),
    ("media", _("the press")),
]
ACTIONS: Choices = [
    ("legal", _("legal help")),
    ("medical", _("medical help")),
    ("support", _("talk and support")),
    ("shelter", _("shelter")),
    ("money", _("money")),
    ("letter", _("letter to an authority")),
    ("appeal", _("urgent appeal")),
    ("publicity", _("publicity, with her consent")),
    ("other", _("something else")),
]
IMPACTS: Choices = [
    ("", "–"),
    ("solved", _("solved")),
    ("better", _("better")),
    ("none", _("nothing changed")),
    ("worse", _("worse")),
]
RELATIONS: Choices = [
    ("same", _("is the same case")),
    ("before", _("happened before this one")),
    ("after", _("happened after this one")),
    ("because", _("happened because of this one")),
    ("part", _("is part of this one")),
    ("actor", _("was done by the same")),
]


@dataclass(frozen=True)
class Notion:
    """`name`: of the list in `Care`. `fields`: what is asked of an entry, made anew for each form."""

    name: str
    label: str | Promise
    fields: Callable[[], Mapping[str, forms.Field]]


def _words(label: str | Promise, *, rows: int = 2, is_needed: bool = False) -> forms.Field:
    widget = forms.Textarea({"rows": rows, "dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=str(label), required=is_needed, max_length=4000, widget=widget)


def _choice(label: str | Promise, choices: Any) -> forms.Field:
    return forms.ChoiceField(label=str(label), choices=choices, required=False)


def _day(label: str | Promise) -> forms.Field:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=str(label), required=False, widget=widget)


def _term(label: str | Promise, scheme: Scheme) -> forms.Field:
    return _choice(label, [("", "–"), *grouped_terms(scheme, get_language() or "en")])


def _uid(label: str | Promise) -> forms.Field:
    return forms.UUIDField(label=str(label), widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))


NOTIONS = (
    Notion(
        "follow_ups",
        _("Next steps"),
        lambda: {"on": _day(_("On")), "words": _words(_("What"), is_needed=True)},
    ),
    Notion(
        "interventions",
        _("What was done to help"),
        lambda: {
            "kind": _choice(_("Kind"), ACTIONS),
            "on": _day(_("On")),
            "words": _words(_("What, and who was asked")),
            "impact": _choice(_("What came of it"), IMPACTS),
        },
    ),
    Notion(
        "referrals",
        _("Sent on to a service"),
        lambda: {
            "service": forms.CharField(label=str(_("Service, or its page on the map")), max_length=500),
            "on": _day(_("On")),
            "impact": _choice(_("What came of it"), IMPACTS),
        },
    ),
    Notion(
        "acts",
        _("Acts"),
        lambda: {
            "kind": _term(_("What was done"), Scheme.KIND),
            "on": _day(_("On")),
            "words": _words(_("How, where, with what reason given")),
        },
    ),
    Notion(
        "victims",
        _("To whom"),
        lambda: {"words": _words(_("Without a name: what matters of her"), is_needed=True)},
    ),
    Notion(
        "perpetrators",
        _("By whom"),
        lambda: {
            "kind": _term(_("Who"), Scheme.ACTOR),
            "words": _words(_("Unit, rank, part in it; no name if it can be")),
        },
    ),
    Notion(
        "sources",
        _("How we know"),
        lambda: {
            "kind": _choice(_("Source"), SOURCES),
            "reliable": _choice(_("How reliable"), RELIABLE),
            "words": _words(_("Words")),
        },
    ),
    Notion(
        "links",
        _("Hangs together with"),
        lambda: {
            "report": _uid(_("Number of the other report")),
            "kind": _choice(_("The other report"), RELATIONS),
        },
    ),
    Notion("notes", _("Notes"), lambda: {"words": _words(_("Words"), rows=4, is_needed=True)}),
)
BY_NAME = {notion.name: notion for notion in NOTIONS}


class EntryForm(forms.Form):
    """One entry of a list."""

    def __init__(self, notion: Notion, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{notion.name}_%s", label_suffix="")
        self.notion = notion
        self.fields.update(notion.fields())

    def entry(self) -> dict[str, str]:
        """Return what was given, as text; what was left out is left out."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}


def in_words(notion: Notion, entry: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return label and value of what an entry holds, in the reader's language."""
    shown = []
    for name, field in notion.fields().items():
        if entry.get(name):
            shown.append((str(field.label), _in_words(field, entry[name])))
    return shown


def _in_words(field: forms.Field, value: str) -> str:
    for choice, label in getattr(field, "choices", ()):
        options = label if isinstance(label, list | tuple) else [(choice, label)]
        for slug, words in options:
            if str(slug) == value:
                return str(words)
    return value
