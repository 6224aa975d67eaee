"""What a term says, in seven languages."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from whrin.incidents.actions.terms import Wording
from whrin.incidents.caring.choices import offer
from whrin.incidents.enums import Scheme
from whrin.incidents.lists import group_label, starting_lists
from whrin.incidents.models import Term
from whrin.kit.languages import direction_of, own_name_of
from whrin.kit.text import clean_line

_LONGEST_ARTICLE = 30


class TermForm(forms.Form):
    """`seen`: the edition that was read. Names and plain words: a field each for every language."""

    group = forms.ChoiceField(label=gettext_lazy("Stands under"))
    articles = forms.CharField(
        label=gettext_lazy("Articles"),
        help_text=gettext_lazy("One in a line, such as CEDAW 12."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "ltr", "autocomplete": "off"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, scheme: Scheme, term: Term | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(term), label_suffix="")
        offer(self, "group", _groups_of(scheme))
        for language, _name in settings.LANGUAGES:
            dir_of = {"lang": language, "dir": direction_of(language), "autocomplete": "off"}
            name = own_name_of(language)
            self.fields[f"label_{language}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": name},
                required=language == "en",
                max_length=120,
                widget=forms.TextInput(dir_of),
            )
            self.fields[f"explains_{language}"] = forms.CharField(
                label=_("In plain words (%(language)s)") % {"language": name},
                required=False,
                max_length=400,
                widget=forms.Textarea({**dir_of, "rows": 2}),
            )

    def clean_articles(self) -> list[dict[str, str]]:
        """Return the articles as a term holds them."""
        known = starting_lists()["instruments"]
        found = []
        for line in self.cleaned_data["articles"].splitlines():
            instrument, _blank, article = clean_line(line).partition(" ")
            if not instrument:
                continue
            if instrument.lower() not in known or not 0 < len(article) <= _LONGEST_ARTICLE:
                names = ", ".join(name.upper() for name in known)
                raise forms.ValidationError(
                    _("“%(line)s” is not understood. Write one of %(names)s, and the article."),
                    params={"line": line[:60], "names": names},
                )
            found.append({"instrument": instrument.lower(), "article": article})
        return found

    def wording(self) -> Wording:
        """Return what was written."""
        return Wording(
            labels=self._by_language("label"),
            explains=self._by_language("explains"),
            group=self.cleaned_data["group"],
            articles=self.cleaned_data["articles"],
        )

    def _by_language(self, name: str) -> dict[str, str]:
        written = {
            tag: clean_line(self.cleaned_data.get(f"{name}_{tag}", "")) for tag, _name in settings.LANGUAGES
        }
        return {tag: words for tag, words in written.items() if words}


def _initial(term: Term | None) -> dict[str, Any]:
    if term is None:
        return {}
    articles = [f"{one['instrument'].upper()} {one['article']}" for one in term.articles]
    return {
        "group": term.group,
        "articles": "\n".join(articles),
        "seen": term.edition,
        **{f"label_{language}": words for language, words in term.labels.items()},
        **{f"explains_{language}": words for language, words in term.explains.items()},
    }


def _groups_of(scheme: Scheme) -> list[tuple[str, str]]:
    """Return the groups that a list began with; others would stand in no translation."""
    rows = starting_lists()["kinds" if scheme == Scheme.KIND else "actors"]
    slugs = dict.fromkeys(row["group"] for row in rows)
    return [(slug, group_label(slug, get_language() or "en")) for slug in slugs]
