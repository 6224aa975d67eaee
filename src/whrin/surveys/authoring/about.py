"""What stands around a form's questions, as its author typed it: title, languages, consent, the look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise

from whrin.kit.languages import own_name_of
from whrin.surveys.authoring.typed import languages_of
from whrin.surveys.authoring.words import WITHOUT_CODE
from whrin.surveys.xlsform import Choice, Question, SimpleForm
from whrin.surveys.xlsform.languages import tag_of
from whrin.surveys.xlsform.sheets import clean
from whrin.surveys.xlsform.simple import Texts

_PAGES = "pages"
_LONGEST = 60


@dataclass
class TypedAbout:
    """`said`: language, title, about, consent, in the order of the form's languages. `own`: the language of
    texts that name none. `fault`: what is wrong with a language.
    """

    said: list[tuple[str, str, str, str]]
    is_paged: bool = False
    own: str = ""
    more: str = ""
    without: tuple[str, ...] = ()
    fault: str | Promise = ""

    @property
    def is_nameless(self) -> bool:
        """Say whether the form names no language."""
        return [language for language, *_texts in self.said] == [""]

    @property
    def offered(self) -> list[str]:
        """Return the languages of this site that the form has not."""
        known = {tag_of(language) for language, *_texts in self.said}
        return [f"{own_name_of(tag)} ({tag})" for tag, _name in settings.LANGUAGES if tag not in known]


def about_of(form: SimpleForm) -> TypedAbout:
    """Return what is there."""
    titles = _titles(form)
    said = [
        (
            language,
            titles.get(language, ""),
            form.said.get("about", {}).get(language, ""),
            form.said.get("consent", {}).get(language, ""),
        )
        for language in languages_of(form)
    ]
    return TypedAbout(said, is_paged=_PAGES in form.style.split())


def about_in(data: QueryDict, form: SimpleForm) -> TypedAbout:
    """Return what was typed."""
    said = [
        (language, *(clean(data.get(f"{name}:{at}", "")).strip() for name in ("title", "about", "consent")))
        for at, language in enumerate(languages_of(form))
    ]
    return TypedAbout(
        [(language, title, about, consent) for language, title, about, consent in said],
        is_paged="paged" in data,
        own=clean(data.get("own", "")).strip(),
        more=clean(data.get("more", "")).strip(),
        without=tuple(data.getlist("without")),
    )


def with_about(form: SimpleForm, typed: TypedAbout) -> SimpleForm | None:
    """Return the form as it was typed; None where a language is not named as phones need it."""
    own, more = _named(typed.own), _named(typed.more)
    if own is None or more is None or (more and typed.is_nameless and not own):
        typed.fault = WITHOUT_CODE
        return None
    changed = replace(form, style=_style(form, typed), title=typed.said[0][1], said=_said(typed))
    if typed.is_nameless and own:
        changed = _in_languages(changed, {"": own})
    kept = [language for language in changed.languages if language not in typed.without]
    if kept and len(kept) < len(changed.languages):
        changed = _in_languages(changed, {language: language for language in kept})
    if more and more not in changed.languages:
        changed = replace(changed, languages=(*changed.languages, more))
    return _with_title(_with_default(changed))


def _titles(form: SimpleForm) -> dict[str, str]:
    first = languages_of(form)[0]
    return {(form.default_language or first): form.title, **form.said.get("form_title", {})}


def _said(typed: TypedAbout) -> dict[str, Texts]:
    found: dict[str, dict[str, str]] = {"form_title": {}, "about": {}, "consent": {}}
    for language, title, about, consent in typed.said:
        for name, text in (("form_title", title), ("about", about), ("consent", consent)):
            if text:
                found[name][language] = text
    return {name: texts for name, texts in found.items() if texts}


def _with_title(form: SimpleForm) -> SimpleForm:
    """Return the form with its title, where phones look for it: in its own language, or the first that has
    one.
    """
    titles = dict(form.said.get("form_title", {}))
    title = titles.get(form.default_language) or next(iter(titles.values()), "")
    rest = {language: text for language, text in titles.items() if language != form.default_language}
    said = {name: texts for name, texts in {**form.said, "form_title": rest}.items() if texts}
    return replace(form, title=title, said=said)


def _with_default(form: SimpleForm) -> SimpleForm:
    first = form.default_language if form.default_language in form.languages else ""
    return replace(form, default_language=first or next(iter(form.languages), ""))


def _style(form: SimpleForm, typed: TypedAbout) -> str:
    others = [word for word in form.style.split() if word != _PAGES]
    return " ".join([*others, _PAGES] if typed.is_paged else others)


def _named(language: str) -> str | None:
    """Return a language as forms name it, also one that was given by its tag alone; None without a tag."""
    if not language:
        return ""
    if tag_of(language) and len(language) <= _LONGEST and "::" not in language:
        return language
    is_tag = tag_of(f"x ({language})") and own_name_of(language) != language
    return f"{own_name_of(language)} ({language})" if is_tag else None


def _in_languages(form: SimpleForm, names: Mapping[str, str]) -> SimpleForm:
    """Return the form with languages under new names; texts in others are gone."""

    def renamed(texts: Texts) -> Texts:
        return {names[language]: text for language, text in texts.items() if language in names}

    def question(one: Question) -> Question:
        choices = tuple(Choice(choice.name, renamed(choice.label)) for choice in one.choices)
        texts = {column: renamed(said) for column, said in one.texts.items()}
        return replace(one, label=renamed(one.label), texts=texts, choices=choices)

    return replace(
        form,
        questions=tuple(map(question, form.questions)),
        languages=tuple(names.values()),
        said={name: renamed(texts) for name, texts in form.said.items()},
    )
