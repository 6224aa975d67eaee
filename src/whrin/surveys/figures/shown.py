"""The figures of a page, in the order of the form, drawn in one of its languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.figures.counting import OTHER
from whrin.surveys.figures.crossing import Crossed
from whrin.surveys.figures.drawing import Drawn, anchor_of, draw, draw_months, draw_stack, part_label
from whrin.surveys.figures.gathering import Gathered, gather, smallest_of
from whrin.surveys.figures.questions import RECEIVED, counted_columns
from whrin.surveys.figures.shaping import Figure
from whrin.surveys.figures.wording import Worded, group_texts, worded
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for
from whrin.surveys.tables import Column, columns_of


def drawn_of(form: Form, person: Person, path: str, language: str = "") -> Drawn | None:
    """Return one question's figure for `surveys/figures/figure.html`, for somebody on the form's team; None:
    it is not asked. `language`: as the form names it. Raises `Http404`, `NobodyToSealFor`.
    """
    own = form_for(person, form.form_id, Part.READER)
    figure = gather(own).figures.get(path)
    column = next((one for one in counted_columns(columns_of(own)) if one.path == path), None)
    return draw(figure, column, language, smallest_of(own)) if figure and column else None


def drawn(form: Form, found: Gathered, figures: Sequence[list[Column]], language: str) -> Iterator[Drawn]:
    """Yield the figures of columns that stand together (`questions.together`)."""
    groups = group_texts(form) if any(len(columns) > 1 for columns in figures) else {}
    for columns in figures:
        told = [column for column in columns if column.path in found.figures]
        if len(told) > 1:
            above = told[0].path.rpartition("/")[0]
            title = worded(groups.get(above, {}), language, above.rpartition("/")[2])
            yield replace(_grid(form, found, told, title, language), paths=tuple(one.path for one in told))
            continue
        for column in told:
            figure = draw(found.figures[column.path], column, language, smallest_of(form))
            yield replace(figure, paths=(column.path,))


def received(found: Gathered) -> Drawn | None:
    """Return when answers came, by month."""
    figure = found.figures.get(RECEIVED)
    return draw_months(figure, "figure-received", Worded(_("Answers by month"))) if figure else None


def drawn_crossed(found: Crossed, rows: Column, columns: Column, language: str, smallest: int) -> Drawn:
    """Return two questions across each other: one bar for each answer to the first."""
    labels = [part_label(key, rows, language) for key in found.keys]
    told = list(zip(labels, found.figures, strict=True))
    title = worded(columns.texts, language, columns.name)
    heads = _heads(columns, found.figures, language)
    corner = worded(rows.texts, language, rows.name)
    return draw_stack(anchor_of(rows.path), title, heads, told, smallest, corner)


def _grid(form: Form, found: Gathered, columns: Sequence[Column], title: Worded, language: str) -> Drawn:
    rows = [(worded(one.texts, language, one.name), found.figures[one.path]) for one in columns]
    heads = _heads(columns[0], [figure for _label, figure in rows], language)
    return draw_stack(anchor_of(columns[0].path), title, heads, rows, smallest_of(form))


def _heads(column: Column, figures: Sequence[Figure], language: str) -> dict[str, Worded]:
    codes = [choice.value for choice in column.choices]
    if any(part.code == OTHER for figure in figures for part in figure.parts):
        codes.append(OTHER)
    return {code: part_label(code, column, language) for code in codes}
