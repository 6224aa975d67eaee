"""What many reports say together, for everybody: releases as they were published, and all in one table."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whrin.incidents.counting.shown import instruments, names_of_lines, quarter_in_words, shown
from whrin.incidents.models import Release
from whrin.kit.cells import safe_cell

#: Stands in a cell whose number is hidden.
HIDDEN = "hidden"
HEADINGS = ("quarter", "released", "sample", "table", "line", "label", "reports", "sha256")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the latest release, or the one of `?quarter=`; that there is none, where there is none."""
    releases = list(Release.objects.filter(state=Release.State.PUBLISHED))
    asked = request.GET.get("quarter")
    one = next((found for found in releases if asked in {None, found.quarter}), None)
    if asked is not None and one is None:
        raise Http404
    context = {
        "shown": shown(one) if one else None,
        "instruments": instruments() if one else [],
        "others": [(found, quarter_in_words(found.quarter)) for found in releases if found != one],
    }
    return render(request, "incidents/counting/figures.html", context)


@require_safe
def figures_csv(_request: HttpRequest) -> HttpResponse:
    """Give all releases as one table, a number a line, labels in the reader's language."""
    releases = list(Release.objects.filter(state=Release.State.PUBLISHED))
    if not releases:
        raise Http404
    names = names_of_lines()
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    for one in releases:
        begin = one.quarter, one.day.isoformat(), "yes" if one.is_sample else "no"
        tables = dict(one.tables)
        writer.writerow((*begin, "total", "", "", _told(tables.pop("total")), one.digest))
        for name, lines in tables.items():
            for line, count in lines.items():
                label = safe_cell(names[name][line].text) if line in names[name] else ""
                writer.writerow((*begin, name, safe_cell(line), label, _told(count), one.digest))
    answer = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="reports-counted.csv"'
    return answer


def _told(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
