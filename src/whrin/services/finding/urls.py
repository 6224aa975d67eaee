"""Addresses of the list, its feed, its files and its leaflet."""

from django.urls import URLPattern, path

from whrin.services.finding import feed, files, leaflet, pages

patterns: list[URLPattern] = [
    path("", pages.listing, name="list"),
    path("feed/", feed.feed, name="feed"),
    path("csv/", files.csv_file, name="csv"),
    path("geojson/", files.geojson_file, name="geojson"),
    path("leaflet/", leaflet.leaflet, name="leaflet"),
    path("leaflet/pdf/", leaflet.leaflet_pdf, name="leaflet_pdf"),
]
