"""Addresses of the open data."""

from django.urls import URLPattern, path

from whrin.services.opendata import pages

patterns: list[URLPattern] = [
    path("data/", pages.data, name="data"),
    path("data/dictionary/", pages.dictionary, name="dictionary"),
    path("data/package/", pages.package, name="package"),
    path("data/sets/<slug:slug>/", pages.dataset, name="dataset"),
    path("data/sets/<slug:slug>/<str:day>/<str:name>", pages.dataset_file, name="dataset_file"),
]
