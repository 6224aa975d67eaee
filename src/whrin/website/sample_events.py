"""How a recurring event of `sample/events.csv` becomes a piece of sample news: no day is made up."""

from collections.abc import Mapping
from html import escape
from textwrap import shorten
from typing import Any

from babel.dates import get_month_names
from django.conf import settings
from django.utils.text import slugify

#: A line of the file, by column.
Event = Mapping[str, str]


def news_about(event: Event, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page about an event as `samples` makes it; `words`: the labels in `news.json`."""
    english = settings.LANGUAGE_CODE
    facts = {**event, "months": usual_time(event)}
    rows = [(label, facts[column]) for column, label in words["rows"].items() if facts[column]]
    cells = "\n".join("\t".join(row) for row in [tuple(words["head"]), *rows])
    body: list[list[Any]] = [["table", {"caption": words["caption"], "cells": cells}]]
    if event["note"]:
        body.append(["paragraph", {"html": f"<p>{escape(event['note'])}</p>"}])
    links = [(words["page"], event["public_page"]), (words["source"], event["source"])]
    shown = [f'<li><a href="{escape(link)}">{escape(label)}</a></li>' for label, link in links if link]
    if shown:
        body.append(["paragraph", {"html": f"<ul>{''.join(shown)}</ul>"}])
    return {
        "type": "NewsPage",
        "slug": slugify(shorten(event["name"], 60, placeholder="")),
        "title": {english: event["name"]},
        "intro": {english: words["intro"].format(**facts)},
        "body": body,
    }


def usual_time(event: Event) -> str:
    """Return when an event takes place, no more precise than the file: `26 June`, `March`, `June to July`."""
    months = get_month_names("wide", locale=settings.LANGUAGE_CODE)
    if event["fixed_date"]:
        days = (day.split("-") for day in event["fixed_date"].split("/"))
        return " to ".join(f"{int(day)} {months[int(month)]}" for month, day in days)
    spans = [span.split("-") for span in event["typical_month"].split(";") if span]
    return ", ".join(" to ".join(months[int(month)] for month in span) for span in spans)
