from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from wagtail.models import Page

from tests.architecture.markup import refused_by_policy, untranslated
from tests.architecture.tree import PACKAGE, files, short, templates

TEMPLATES = {short(path): path for path in templates()}
PAGES = {name: path for name, path in TEMPLATES.items() if name.endswith(".html")}


def test_no_template_holds_what_the_policy_refuses() -> None:
    found = {name: refused_by_policy(path.read_text(encoding="utf-8")) for name, path in PAGES.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<p style="color: red">', "style= attribute"),
        ('<button onclick="go()">', "inline event handler"),
        ("<script>go()</script>", "inline script"),
        ('<script src="https://elsewhere.example/a.js"></script>', "something fetched from another host"),
        ('<img alt="" src="//elsewhere.example/a.png">', "something fetched from another host"),
    ],
)
def test_what_the_policy_refuses_is_named(source: str, fault: str) -> None:
    assert refused_by_policy(source) == [fault]


@pytest.mark.parametrize(
    "source",
    [
        '<script src="{{ address }}" defer></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        "{# <p style='x'> #}",
        '<a href="https://elsewhere.example/">{{ name }}</a>',
        "<style>{{ sheet }}</style>",
    ],
)
def test_what_the_policy_allows_is_welcome(source: str) -> None:
    assert refused_by_policy(source) == []


def test_every_text_of_a_template_can_be_translated() -> None:
    found = {name: untranslated(path.read_text(encoding="utf-8")) for name, path in PAGES.items()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "source",
    ["<p>Read more</p>", '<img alt="A house">', '<nav aria-label="Main">', "{% if a %}Yes{% endif %}"],
)
def test_a_text_that_no_translator_can_reach_is_named(source: str) -> None:
    assert untranslated(source)


@pytest.mark.parametrize(
    "source",
    [
        "<p>{% translate 'Read more' %}</p>",
        "{% blocktranslate count n=n %}One record{% plural %}{{ n }} records{% endblocktranslate %}",
        "<nav aria-label=\"{% translate 'Main' %}\">&middot; 12 PDF</nav>",
        "{% comment %}Why it is so{% endcomment %}",
    ],
)
def test_a_text_that_a_translator_can_reach_is_welcome(source: str) -> None:
    assert untranslated(source) == []


def unused(names: list[str], sources: list[str], known: set[str]) -> list[str]:
    """Return the templates that no source names and that are not `known` to be found by their name."""
    everything = "\n".join(sources)
    return [
        name
        for name in names
        if name not in known and f'"{name}"' not in everything and f"'{name}'" not in everything
    ]


def found_by_name() -> set[str]:
    """Return the templates that others look for by name: pages', and those that replace a third party's."""
    pages = {model.template for model in apps.get_models() if issubclass(model, Page)}
    others = {
        str(path.relative_to(folder))
        for folder in map(Path, engines["django"].engine.template_loaders[0].get_dirs())
        if not folder.is_relative_to(PACKAGE)
        for path in folder.rglob("*.*")
    }
    return pages | others | {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}


def test_every_template_is_used() -> None:
    names = [path.as_posix().partition("/templates/")[2] for path in templates()]
    sources = [
        path.read_text(encoding="utf-8") for path in files(".py", ".html", ".txt", ".xml", under=PACKAGE)
    ]
    assert unused(names, sources, found_by_name()) == []


def test_a_template_that_nobody_uses_is_named() -> None:
    assert unused(["a/b.html", "a/c.html"], ['render(request, "a/c.html")'], set()) == ["a/b.html"]
    assert unused(["404.html"], [], {"404.html"}) == []
