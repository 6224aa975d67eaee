"""A paper as its readers will see it, in any of its languages: marks, notes and evidence in their place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whrin.campaigns.body import body_of, text_of_paper, web_html
from whrin.campaigns.body.annexes import annexes_html
from whrin.campaigns.doors import at_paper
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.writing.reading import asked_language
from whrin.kit.languages import direction_of
from whrin.people.models import Person


@at_paper
@require_safe
def preview(request: HttpRequest, _person: Person, on: OnPaper) -> HttpResponse:
    """Show a paper as it will read."""
    text = text_of_paper(on.paper)
    languages = text.languages()
    language = asked_language(request, on.paper, languages)
    body = body_of(text, language)
    context = {
        "on": on,
        "tab": "preview",
        "body": body,
        "body_html": web_html(body),
        "annexes": annexes_html(text, body),
        "language": language,
        "direction_of_words": direction_of(language),
        "title_direction": direction_of(body.title_language),
        "paper_languages": languages,
    }
    return render(request, "campaigns/writing/preview.html", context)
