"""A page with one form on it, and little else: most pages of the account."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def one_form(
    request: HttpRequest,
    form: forms.Form | None,
    *,
    title: str,
    button: str,
    words: tuple[str, ...] = (),
    warning: str = "",
) -> HttpResponse:
    """Show the form under a title and some paragraphs. A refused one answers 422, as it was filled in."""
    refused = form is not None and form.is_bound and not form.is_valid()
    context = {"form": form, "title": title, "button": button, "words": words, "warning": warning}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "people/one_form.html", context, status=status)
