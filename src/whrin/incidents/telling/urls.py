"""Addresses of telling."""

from django.urls import path

from whrin.incidents.telling import pages

patterns = [
    path("tell/", pages.begin, name="begin"),
    path("tell/questions/", pages.ask, name="ask"),
]
