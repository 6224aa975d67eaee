"""Addresses of the organisation's own way. They stand before those of one service."""

from django.urls import URLPattern, path

from whrin.services.keeping import pages

patterns: list[URLPattern] = [
    path("keep/ask/<slug:slug>/", pages.ask_link, name="ask_link"),
    path("keep/<slug:token>/", pages.keep, name="keep"),
    path("keep/<slug:token>/correct/", pages.keep_part, name="keep_part"),
]
