"""Addresses of quick help."""

from django.urls import URLPattern, path

from whrin.services.needing import pages

patterns: list[URLPattern] = [
    path("need/", pages.need, name="need"),
    path("need/<slug:slug>/", pages.results, name="need_results"),
]
