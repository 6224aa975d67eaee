"""What phones ask for: lists, forms, files; and where they leave answers."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.surveys.actions import AnswerDiffers, FileDiffers, FormIsClosed, take_answer
from whrin.surveys.enums import Way
from whrin.surveys.instances import Instance, NotAnAnswer, read_instance
from whrin.surveys.models import Collector, Version
from whrin.surveys.openrosa.answering import told, with_headers, xml
from whrin.surveys.openrosa.doors import for_phones
from whrin.surveys.openrosa.lists import list_of_files, list_of_forms
from whrin.surveys.openrosa.receiving import NoAnswerInside, NotWhole, parcel_in
from whrin.surveys.queries import version_for, versions_for
from whrin.surveys.sealing import NobodyToSealFor


@for_phones("HEAD", "GET")
def form_list(request: HttpRequest, collector: Collector) -> HttpResponse:
    """List the forms that this phone may fetch; `?formID=` asks for one."""
    versions = versions_for(collector, form_id=request.GET.get("formID", ""))
    return xml(list_of_forms(versions, partial(_address, request)))


@for_phones("HEAD", "GET")
def form_xml(request: HttpRequest, collector: Collector, form_id: str, digest: str) -> HttpResponse:
    """Give a version, to the byte."""
    version = version_for(collector, form_id, digest)
    return xml(bytes(version.xform)) if version else _unknown_form(request)


@for_phones("HEAD", "GET")
def manifest(request: HttpRequest, collector: Collector, form_id: str, digest: str) -> HttpResponse:
    """List the files of a version."""
    version = version_for(collector, form_id, digest)
    if version is None:
        return _unknown_form(request)
    files = version.media.defer("content")
    return xml(list_of_files(version, files, partial(_address, request)))


@for_phones("HEAD", "GET")
def media(request: HttpRequest, collector: Collector, form_id: str, digest: str, name: str) -> HttpResponse:
    """Give a file of a version."""
    version = version_for(collector, form_id, digest)
    file = version.media.filter(name=name).first() if version else None
    if file is None:
        return _unknown_form(request)
    return with_headers(HttpResponse(bytes(file.content), content_type=file.media_type))


@for_phones("HEAD", "GET", "POST")
def submission(request: HttpRequest, collector: Collector) -> HttpResponse:
    """Say that answers are taken here (HEAD), or take one (POST)."""
    if request.method != "POST":
        return with_headers(HttpResponse(status=204))
    try:
        return _take(request, collector)
    except (NotWhole, NoAnswerInside, NotAnAnswer) as refusal:
        return told(request, str(refusal), status=400)
    except (FormIsClosed, AnswerDiffers, FileDiffers, NobodyToSealFor) as refusal:
        return told(request, str(refusal), status=409)


def nothing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 -- whatever it is
    """Say that there is nothing at this address."""
    return _unknown_form(request)


def _take(request: HttpRequest, collector: Collector) -> HttpResponse:
    with parcel_in(request) as parcel:
        instance = read_instance(parcel.xml)
        versions = Version.objects.filter(form__collectors=collector, form__form_id=instance.form_id)
        lean = versions.select_related("form").defer("sheets", "xform").order_by()
        version = next(iter(lean.filter(name=instance.version)), None)
        if version is None:
            is_known = versions.exists()
            return _unknown_version(request, instance) if is_known else _unknown_form(request)
        take_answer(version=version, instance=instance, way=Way.PHONE, files=parcel.files)
    return told(request, _("Thank you. Your answers have arrived."), status=201)


def _unknown_form(request: HttpRequest) -> HttpResponse:
    return told(request, _("There is no such form here, or it is not open to this phone."), status=404)


def _unknown_version(request: HttpRequest, instance: Instance) -> HttpResponse:
    message = _("There was never a version %(version)s of this form here. Fetch the form again.")
    return told(request, message % {"version": instance.version}, status=404)


def _address(request: HttpRequest, name: str, /, **given: str) -> str:
    """Return the whole address of one of these pages, on the host and by the way by which the phone came."""
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    return request.build_absolute_uri(reverse(name, kwargs={**given, **({"token": token} if token else {})}))
