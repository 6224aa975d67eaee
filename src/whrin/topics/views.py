from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.topics import queries, skos
from whrin.topics.figures import figures


@dataclass(frozen=True)
class Count:
    """How much of one kind there is about a topic, and the page that shows it."""

    label: str | Promise
    count: int
    address: str


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Show the whole vocabulary, from the broadest topics down."""
    vocabulary = queries.Vocabulary()
    context = {"branches": vocabulary.tree(_language()), "n": len(vocabulary.topics)}
    return render(request, "topics/tree.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one topic: its words in each language, what it covers, where it stands, what there is about it."""
    vocabulary = queries.Vocabulary()
    found = next((each for each in vocabulary.topics.values() if each.slug == slug), None)
    if found is None:
        raise Http404
    language = _language()
    context = {
        "name": queries.name_of(found, language),
        "note": queries.note_of(found, language),
        "words": queries.words_of(found, language),
        "broader": vocabulary.names(vocabulary.broader.get(found.pk, ()), language),
        "narrower": vocabulary.names(vocabulary.narrower.get(found.pk, ()), language),
        "counts": _counts(slug),
        "address": skos.address_of(slug),
    }
    return render(request, "topics/topic.html", context)


@require_safe
def turtle(_request: HttpRequest) -> HttpResponse:
    """Give the vocabulary as SKOS in Turtle."""
    return HttpResponse(skos.as_turtle(), content_type="text/turtle; charset=utf-8")


@require_safe
def jsonld(_request: HttpRequest) -> HttpResponse:
    """Give the vocabulary as SKOS in JSON-LD."""
    return HttpResponse(skos.as_jsonld(), content_type="application/ld+json; charset=utf-8")


def _counts(slug: str) -> list[Count]:
    counted = [(figure, figure.source().get(slug, 0)) for figure in figures()]
    return [Count(figure.label, count, figure.address(slug) if count else "") for figure, count in counted]


def _language() -> str:
    return get_language() or "en"
