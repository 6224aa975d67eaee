"""What an answer was: its editions, and what differs between any two."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.surveys.models import AnswerEdition
from whrin.surveys.reviewing.differences import changes_between
from whrin.surveys.reviewing.opening import told_of, why_closed
from whrin.surveys.reviewing.queries import answer_for, editions_of


@require_safe
@never_cache
def history(request: HttpRequest, form_id: str, pk: int) -> HttpResponse:
    """List the editions of an answer and compare two: the last two, unless others are asked for."""
    one = answer_for(request.user, form_id, pk)
    editions = editions_of(one)
    new = _asked(request, "new", editions) or editions[0]
    old = _asked(request, "old", editions) or editions[min(1, len(editions) - 1)]
    before, now = told_of(request, old), told_of(request, new)
    context = {
        "survey": one.form,
        "tab": "answers",
        "answer": one,
        "editions": editions,
        "old": old,
        "new": new,
        "has_rivals": _has_rivals(editions),
        "changes": changes_between(before, now, one.form.renames) if before and now else [],
        "why_closed": "" if before and now else why_closed(one.form),
    }
    return TemplateResponse(request, "surveys/reviewing/history.html", context)


def _asked(request: HttpRequest, name: str, editions: list[AnswerEdition]) -> AnswerEdition | None:
    return next((each for each in editions if str(each.pk) == request.GET.get(name)), None)


def _has_rivals(editions: list[AnswerEdition]) -> bool:
    """Say whether two editions replace the same one: neither of those who sent them knew of the other."""
    replaced = [edition.replaces for edition in editions if edition.replaces]
    return len(set(replaced)) < len(replaced)
