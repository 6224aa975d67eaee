"""Addresses of one service. Named addresses of the room stand before these."""

from django.urls import URLPattern, path

from whrin.services.showing import pages

patterns: list[URLPattern] = [
    path("<slug:slug>/", pages.service, name="service"),
]
