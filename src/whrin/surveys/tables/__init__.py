"""Answers as tables: which columns a form has over all its versions, and its rows, opened one by one.

    columns = columns_of(form)
    for row in rows_of(form, filters=Filters(states=("approved",))):
        row.values.get(columns[0].path, "")

Purpose: what leaves the site for spreadsheets and programmes (CSV, XLSX, JSON, GeoJSON, OData, codebook), and
what pages at the desk show. Not its purpose: counting and drawing. To remember: constant memory, nothing
opened is ever written to the disk, and no trace that the form does not keep today.
"""

from whrin.surveys.tables.columns import Choice, Column, Kind
from whrin.surveys.tables.joining import Joined, columns_of, join, languages_of
from whrin.surveys.tables.rows import Row, rows_of

__all__ = ["Choice", "Column", "Joined", "Kind", "Row", "columns_of", "join", "languages_of", "rows_of"]
