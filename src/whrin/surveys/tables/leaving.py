"""The page from which answers leave, and the streams in which they do."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from whrin.kit.days import today
from whrin.people.sealing import CannotOpenError
from whrin.surveys.actions.feeds import note_export
from whrin.surveys.bearers import bearer_of
from whrin.surveys.enums import Part, Traces
from whrin.surveys.filters import Filters
from whrin.surveys.models import Answer, Form
from whrin.surveys.queries import label_of
from whrin.surveys.rights import form_for, may, person_at
from whrin.surveys.sealing import NobodyToSealFor
from whrin.surveys.tables.asking_for import Layout, Narrowing, pairs_of
from whrin.surveys.tables.formats import FORMATS, Export, Format
from whrin.surveys.tables.joining import Joined, join
from whrin.surveys.tables.opening import opener_of
from whrin.surveys.tables.rows import rows_of
from whrin.surveys.xlsform.languages import nearest


@never_cache
@require_safe
def exports(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show how many answers would leave, and in which formats they can."""
    form = form_for(request.user, form_id)
    joined, filters, bearer = join(form), Filters.read(request.GET), bearer_of(request)
    is_open = can_open(form, bearer)
    own = nearest(joined.languages, get_language() or "")
    context = {
        "survey": form,
        "tab": "exports",
        "is_open": is_open,
        "has_versions": bool(joined.names),
        "narrowing": Narrowing(request.GET or None, joined=joined),
        "layout": Layout(joined=joined, initial={"language": own}),
        "hidden": pairs_of(filters),
        "count": _count(form, filters, joined, bearer) if is_open else 0,
        "leaves": [trace.label for trace in Traces if trace in form.keeps()],
        "may_feed": may(request.user, form, Part.AUTHOR),
    }
    return TemplateResponse(request, "surveys/tables/exports.html", context)


@never_cache
@require_POST
def export(request: HttpRequest, form_id: str) -> HttpResponseBase:
    """Give the answers in a format, piece by piece, and write down that they left."""
    form = form_for(request.user, form_id)
    joined, bearer = join(form), bearer_of(request)
    layout = Layout(request.POST, joined=joined)
    if not layout.is_valid() or not can_open(form, bearer):
        # The page says what can leave now.
        return redirect("forms:exports", form_id)
    chosen = FORMATS[layout.cleaned_data["format"]]
    note_export(form=form, name=chosen.name, by=person_at(request))
    return _stream(chosen, Export(form, joined, layout.options(), Filters.read(request.POST), bearer))


def can_open(form: Form, bearer: object) -> bool:
    """Say whether answers of this form can be opened by whoever asks: the newest one is tried."""
    newest = (
        Answer.objects.filter(form=form).order_by("-pk").values_list("editions__mark", "editions__sealed")
    )
    try:
        opener = opener_of(form, bearer)
        for mark, sealed in newest[:1]:
            opener(sealed, label_of(mark))
    except (NobodyToSealFor, CannotOpenError):
        return False
    return True


def _count(form: Form, filters: Filters, joined: Joined, bearer: object) -> int:
    if filters.looks_inside:
        return sum(1 for _row in rows_of(form, filters=filters, bearer=bearer, joined=joined))
    return filters.narrow(Answer.objects.filter(form=form)).count()


def _stream(chosen: Format, asked: Export) -> StreamingHttpResponse:
    response = StreamingHttpResponse(chosen.write(asked), content_type=chosen.media_type)
    # Neither title nor question: whoever sees the file's name learns what the form is called inside, no more.
    name = f"{asked.form.form_id}-{chosen.name}-{today():%Y-%m-%d}.{chosen.suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
