"""Addresses of mapping rounds; they stand before `<slug>` of services."""

from django.urls import URLPattern, path

from whrin.services.rounds import pages

patterns: list[URLPattern] = [
    path("rounds/", pages.rounds, name="rounds"),
    path("rounds/<slug:slug>/", pages.round_page, name="round"),
    path("rounds/<slug:slug>/round.<slug:form>", pages.round_file, name="round_file"),
]
