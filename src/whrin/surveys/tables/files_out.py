"""The files of answers, one after the other, opened block by block on their way out."""

from collections.abc import Iterable, Iterator

from whrin.people.sealing import CannotOpenError
from whrin.surveys.models import Attachment, Form
from whrin.surveys.queries import about_file, blocks_of
from whrin.surveys.tables.columns import Kind
from whrin.surveys.tables.csv_files import as_csv
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.rows import Row
from whrin.surveys.tables.sheets import name_of_file


def files_of(
    form: Form, joined: Joined, rows: Iterable[Row], *, bearer: object = None
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield name and blocks of each file that answers speak of, named as in the tables; last a list of those
    that have not come.
    """
    missing: list[list[str]] = []
    for row in rows:
        named = dict(_named(joined, row))
        for inside, attachment in _there(form, row, bearer) if named else ():
            if inside in named:
                yield named.pop(inside), blocks_of(attachment, bearer=bearer)
        missing += [[str(row.pk), name] for name in named.values()]
    if missing:
        yield "missing.csv", as_csv(["answer", "file"], [Kind.INTEGER, Kind.TEXT], missing)


def _named(joined: Joined, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the name of each file inside, and what it is called outside."""
    for column in joined.columns:
        if column.kind is not Kind.FILE:
            continue
        rounds = (
            zip(row.repeats.get(column.repeat, ()), row.places.get(column.repeat, ()), strict=True)
            if column.repeat
            else [(row.values, ())]
        )
        for values, place in rounds:
            if text := values.get(column.path):
                yield text, name_of_file(row.pk, place, column.path, text)


def _there(form: Form, row: Row, bearer: object) -> Iterator[tuple[str, Attachment]]:
    """Yield the files of an answer that have come, those of the newest edition first."""
    found = Attachment.objects.filter(edition__answer=row.pk, is_missing=False)
    for attachment in found.select_related("edition__answer").order_by("-edition__number", "id"):
        # The form whose key is open already.
        attachment.edition.answer.form = form
        try:
            yield about_file(attachment, bearer=bearer)["name"], attachment
        except CannotOpenError:
            continue
