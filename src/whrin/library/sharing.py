"""Passing a record on: a short address and its QR code."""

import io

import qrcode
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe
from qrcode.image.pil import PilImage

from whrin.kit.languages import direction_of
from whrin.library.addresses import short_address, without_scheme
from whrin.library.models import Work
from whrin.library.public import for_readers, version_of

#: Pixels of the smallest square of a code.
BOX = 6


@for_readers
@require_safe
def share(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Show the short address and the QR code of a record."""
    version = version_of(slug, language)
    code = _code(version.work)
    context = {
        "side": (code.modules_count + 2 * code.border) * BOX,
        "version": version,
        "title_direction": direction_of(version.language),
        "address": short_address(version.work_id),
        "plain_address": without_scheme(short_address(version.work_id)),
    }
    return render(request, "library/share.html", context)


def _code(work: Work) -> "qrcode.QRCode[PilImage]":
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=BOX, image_factory=PilImage)
    code.add_data(short_address(work.pk))
    code.make()
    return code


@require_safe
def short(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from the short address to the record, in the reader's language."""
    work = Work.objects.addressable().filter(pk=number).only("slug").first()
    if work is None:
        raise Http404
    with override(get_language_from_request(request)):
        response = redirect("library:record", work.slug)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def qr_code(_request: HttpRequest, number: int) -> HttpResponse:
    """Give the QR code of a short address as a picture."""
    work = Work.objects.addressable().filter(pk=number).only("pk").first()
    if work is None:
        raise Http404
    written = io.BytesIO()
    _code(work).make_image().save(written)
    response = HttpResponse(written.getvalue(), content_type="image/png")
    response["X-Robots-Tag"] = "noindex"
    return response
