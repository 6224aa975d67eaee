"""Addresses for programs: harvesters and reference managers."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from whrin.design.frame import frame_of
from whrin.library.oai import answers, arguments
from whrin.library.oai.faults import HarvestFault
from whrin.library.oai.sets import LANGUAGE


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
