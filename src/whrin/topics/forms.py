"""The form of a topic on the desk: for each language its label, other words for it, and what it covers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from whrin.kit.languages import direction_of, name_of
from whrin.topics import actions
from whrin.topics.actions import Words
from whrin.topics.models import LONGEST_LABEL, Topic
from whrin.topics.rules import is_language

#: The group of fields for a language that has no words yet and is none of the interface's.
OTHER = "other"


class Lines(forms.CharField):
    """Several labels, one a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list where Django's own gives a text
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def validate(self, value: list[str]) -> None:
        for line in value:
            if len(line) > LONGEST_LABEL:
                raise ValidationError(
                    _("“%(start)s…” is too long: at most %(longest)s characters a line."),
                    params={"start": line[:30], "longest": LONGEST_LABEL},
                )


@dataclass(frozen=True)
class Group:
    """The fields of one language, with its name as their heading."""

    heading: str
    fields: list[forms.BoundField]


class TopicForm(WagtailAdminModelForm):
    """A topic: its stable name (settled once), its broader topics, its words by language."""

    class Meta:
        model = Topic
        fields = ["slug", "broader"]
        widgets = {"broader": forms.CheckboxSelectMultiple}
        help_texts = {"slug": _("Part of addresses; it cannot be changed later.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = bool(self.instance.pk)
        choices = cast("ModelMultipleChoiceField[Topic]", self.fields["broader"])
        choices.queryset = Topic.objects.exclude(pk=self.instance.pk).prefetch_related("labels")
        kept = _words_of(self.instance)
        self.tags = list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *kept]))
        for tag in self.tags:
            self._add_fields(tag, kept.get(tag, Words()))
        self.fields["other_tag"] = forms.CharField(
            label=_("Language tag"), required=False, max_length=20, help_text=_("Such as “ne” or “pt-BR”.")
        )
        self._add_fields(OTHER, Words())

    def _add_fields(self, tag: str, words: Words) -> None:
        written = {"lang": tag, "dir": direction_of(tag)} if tag != OTHER else {"dir": "auto"}
        self.fields[f"preferred_{tag}"] = forms.CharField(
            label=_("Preferred label"),
            required=tag == "en",
            max_length=LONGEST_LABEL,
            initial=words.preferred,
            widget=forms.TextInput(attrs=written),
        )
        self.fields[f"alternatives_{tag}"] = Lines(
            label=_("Other words for it"),
            required=False,
            initial="\n".join(words.alternatives),
            help_text=_(
                "One a line: synonyms, abbreviations, spellings. The search takes them for the same."
            ),
            widget=forms.Textarea(attrs={"rows": 3, **written}),
        )
        self.fields[f"note_{tag}"] = forms.CharField(
            label=_("What it covers"),
            required=False,
            max_length=1000,
            initial=words.note,
            widget=forms.Textarea(attrs={"rows": 2, **written}),
        )

    def plain_fields(self) -> list[forms.BoundField]:
        """Return the fields that belong to no language."""
        return [self["slug"], self["broader"]]

    def groups(self) -> Iterator[Group]:
        """Yield the fields of each language, and of one more."""
        reader = get_language() or "en"
        for tag in self.tags:
            yield Group(name_of(tag, reader), self._fields_of(tag))
        yield Group(str(_("Another language")), [self["other_tag"], *self._fields_of(OTHER)])

    def _fields_of(self, tag: str) -> list[forms.BoundField]:
        return [self[f"{kind}_{tag}"] for kind in ("preferred", "alternatives", "note")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        tag = cleaned.get("other_tag", "")
        if tag and not is_language(tag):
            self.add_error("other_tag", ValidationError(_("This is no language we know.")))
        elif not tag and any(cleaned.get(field.name) for field in self._fields_of(OTHER)):
            self.add_error("other_tag", ValidationError(_("Say which language these words are in.")))
        elif tag in self.tags:
            self.add_error("other_tag", ValidationError(_("This language has its own fields above.")))
        if self.instance.pk and actions.would_stand_under_itself(self.instance, cleaned.get("broader", [])):
            self.add_error("broader", ValidationError(actions.TopicUnderItself.message))
        return cleaned

    def _words(self, tag: str) -> Words:
        return Words(
            self.cleaned_data.get(f"preferred_{tag}", ""),
            self.cleaned_data.get(f"alternatives_{tag}", []),
            self.cleaned_data.get(f"note_{tag}", ""),
        )

    def save(self, commit: bool = True) -> Topic:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        words = {tag: self._words(tag) for tag in self.tags}
        if self.cleaned_data["other_tag"]:
            words[self.cleaned_data["other_tag"]] = self._words(OTHER)
        broader = self.cleaned_data["broader"]
        return actions.save_topic(topic=self.instance, words=words, broader=broader, by=self.for_user)


def _words_of(topic: Topic) -> dict[str, Words]:
    if not topic.pk:
        return {}
    labels, notes = list(topic.labels.all()), {note.language: note.text for note in topic.scope_notes.all()}
    return {
        tag: Words(
            next((label.text for label in labels if label.language == tag and label.is_preferred), ""),
            [label.text for label in labels if label.language == tag and not label.is_preferred],
            notes.get(tag, ""),
        )
        for tag in sorted({label.language for label in labels} | set(notes))
    }
