"""The page where a reader suggests a resource, or asks for another format of a work."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from whrin.kit.languages import direction_of
from whrin.library.actions.files import CannotAttach
from whrin.library.actions.suggestions import TooManySuggestions, Wished, suggest
from whrin.library.likeness import address_fingerprint
from whrin.library.models import LanguageVersion, Work
from whrin.library.suggestion_form import SuggestionForm


# Nobody is signed in here, so a forged request has no power to borrow; a cookie against it would be the only
# one a reader gets. The form's own token keeps programmes out.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: HttpRequest) -> HttpResponse:
    """Show the form; a POST keeps the suggestion and says thank you."""
    language = get_language() or "en"
    slug = request.GET.get("work", "")
    work = get_object_or_404(Work.objects.published(), slug=slug) if slug else None
    form = SuggestionForm(request.POST or None, request.FILES or None, work=work)
    version = work.version_for(language) if work else None
    status, here = HTTPStatus.OK, None
    if request.method == "POST" and form.is_valid():
        wished = form.wished(language)
        here = _already_here(wished, language)
        if here is None:
            status = _take_in(form, wished)
            if status == HTTPStatus.CREATED:
                return redirect(f"{reverse('library:suggest')}?sent=yes")
    elif request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "form": form,
        "here": here,
        "version": version,
        "work": work,
        "is_sent": "sent" in request.GET,
        "direction_of_title": direction_of(version.language) if version else "",
    }
    return render(request, "library/suggest.html", context, status=status)


def _take_in(form: SuggestionForm, wished: Wished) -> HTTPStatus:
    try:
        suggest(wished=wished, upload=form.cleaned_data.get("file"))
    except CannotAttach as refusal:
        form.add_error("file", str(refusal))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    except TooManySuggestions as refusal:
        form.add_error(None, str(refusal))
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.CREATED


def _already_here(wished: Wished, language: str) -> LanguageVersion | None:
    """Return the title of a public work with this DOI, or at this very address alone."""
    works = Work.objects.published()
    if wished.doi:
        works = works.filter(doi=wished.doi)
    elif wished.address:
        works = works.filter(versions__links__fingerprint=address_fingerprint(wished.address)).distinct()
    else:
        return None
    found = list(works[:2])
    return found[0].version_for(language) if len(found) == 1 else None
