"""Addresses of the list, its feed, its files and its leaflet."""

from django.urls import URLPattern, path

from whrin.services.finding import pages

patterns: list[URLPattern] = [
    path("", pages.listing, name="list"),
]
