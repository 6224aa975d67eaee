"""Addresses for programs: harvesters and reference managers."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from whrin.design.frame import frame_of
from whrin.library import opensearch as search_description
from whrin.library import unapi as unapi_records
from whrin.library.oai import answers, arguments
from whrin.library.oai.faults import HarvestFault
from whrin.library.oai.sets import LANGUAGE
from whrin.library.record_head import head_of
from whrin.library.record_page import NotPublic, Withdrawn, record_of
from whrin.library.signposting import LINKSET, linkset_of


# A harvester has no session to forge, and the protocol wants POST to work like GET.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester by OAI-PMH 2.0. Faults are answers, too, with status 200, as the protocol wants."""
    asked = None
    with override(LANGUAGE):
        try:
            asked = arguments.read(request.POST if request.method == "POST" else request.GET)
            library = frame_of(request).brand if asked.verb == "Identify" else ""
            body = answers.answer_to(asked, library)
        except HarvestFault as fault:
            body = answers.fault_answer(fault, asked)
    response = HttpResponse(body, content_type="text/xml; charset=utf-8")
    # A harvest walks through everything once: kept pages would only push out those that readers want.
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def unapi(request: HttpRequest) -> HttpResponse:
    """Give a record to a reference manager, or the list of formats (with 300, as unAPI wants, for one)."""
    identifier, form = request.GET.get("id", ""), request.GET.get("format", "")
    try:
        if identifier and form:
            body, status = unapi_records.record(identifier, form), 200
        else:
            body, status = unapi_records.formats(identifier), 300 if identifier else 200
    except unapi_records.NoSuchRecord:
        raise Http404 from None
    except unapi_records.NoSuchFormat:
        return HttpResponse("Ask for mods or oai_dc.\n", status=406, content_type="text/plain; charset=utf-8")
    return HttpResponse(body, status=status, content_type="application/xml; charset=utf-8")


@require_safe
def linkset(_request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Give the typed links of a record as a set."""
    try:
        page = record_of(slug, language, get_language() or LANGUAGE, reverse("library:list"))
    except (NotPublic, Withdrawn):
        raise Http404 from None
    head = head_of(page)
    return JsonResponse(linkset_of(head.signposts, head.canonical), content_type=LINKSET)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Tell a browser how to search the library in this language."""
    body = search_description.description(frame_of(request).brand, get_language() or LANGUAGE)
    return HttpResponse(body, content_type="application/opensearchdescription+xml; charset=utf-8")
