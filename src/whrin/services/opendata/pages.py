"""Pages of the open data."""

from http import HTTPStatus

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.kit.languages import direction_of
from whrin.services.hsds.doors import address_of
from whrin.services.opendata import keeping
from whrin.services.opendata.counts import months
from whrin.services.opendata.dictionary import tables
from whrin.services.opendata.registry import Dataset, dataset_named, datasets
from whrin.services.opendata.tasks import make_package
from whrin.services.queries import public_services

#: Seconds after which the page of a package that is being made asks again.
_SOON = 5
#: What standards and kinds of file are called, in every language.
_NAMES = {
    "package": "ZIP, CSV, Frictionless Data Package",
    "standard": "Open Referral HSDS 3.1",
    "description": "OpenAPI",
}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say what may be taken, under which licence, by which ways, and what changed."""
    context = {
        "names": _NAMES,
        "total": public_services().count(),
        "licence": settings.WHRIN_DATA_LICENCE,
        "licence_address": settings.WHRIN_DATA_LICENCE_ADDRESS,
        "interface": address_of(),
        "described": address_of("openapi.json"),
        "profile": address_of("profile"),
        "months": months(),
        "datasets": [(one, direction_of(one.language)) for one in datasets()],
    }
    return render(request, "services/opendata/data.html", context)


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """Say what every column means, and who may know it."""
    return render(request, "services/opendata/dictionary.html", {"tables": tables(), "names": _NAMES})


@never_cache
@require_safe
def package(request: HttpRequest) -> HttpResponseBase:
    """Give the data package, or a page that says how far its making is and asks again by itself."""
    found = keeping.newest()
    total = public_services().count()
    if found is None and total <= keeping.AT_ONCE:
        try:
            found = keeping.make()
        except keeping.AtWork:
            found = None
    if found is not None:
        return _file(request, found)
    done = keeping.asked_for()
    if done is None:
        keeping.ask()
        make_package.enqueue()
    context = {"done": done or 0, "total": total}
    response = render(request, "services/opendata/making.html", context, status=HTTPStatus.ACCEPTED)
    response["Refresh"] = str(_SOON)
    return response


def _file(request: HttpRequest, found: keeping.Package) -> HttpResponseBase:
    tag = f'"{found.sha256}"'
    response: HttpResponseBase
    if tag in (part.strip() for part in request.headers.get("If-None-Match", "").split(",")):
        response = HttpResponseNotModified()
    else:
        name = f"services-{found.version}.zip"
        response = FileResponse(found.path.open("rb"), as_attachment=True, filename=name)
        response["Content-Type"] = "application/zip"
    response["ETag"] = tag
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one dataset: how it was made, on how many people it rests, what is not told, and its versions."""
    found = _dataset(slug)
    files = [
        (version, reverse("services:dataset_file", args=[slug, version.day.isoformat(), version.name]))
        for version in found.versions
    ]
    context = {"dataset": found, "files": files, "direction_of_text": direction_of(found.language)}
    return render(request, "services/opendata/dataset.html", context)


@require_safe
def dataset_file(request: HttpRequest, slug: str, day: str, name: str) -> HttpResponse:
    """Give one version of a dataset."""
    for version in _dataset(slug).versions:
        if (version.day.isoformat(), version.name) == (day, name):
            tag = f'"{version.sha256}"'
            if request.headers.get("If-None-Match") == tag:
                return HttpResponseNotModified(headers={"ETag": tag})
            response = HttpResponse(version.read(), content_type=version.media_type)
            response["Content-Disposition"] = content_disposition_header(True, version.name)  # noqa: FBT003 -- Django's order
            response["ETag"] = tag
            response["Access-Control-Allow-Origin"] = "*"
            return response
    raise Http404


def _dataset(slug: str) -> Dataset:
    found = dataset_named(slug)
    if found is None:
        raise Http404
    return found
