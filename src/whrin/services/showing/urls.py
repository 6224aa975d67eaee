"""Addresses of one service. Named addresses of the room stand before these."""

from django.urls import URLPattern, path

from whrin.services.showing import feeds, pages, prints

patterns: list[URLPattern] = [
    path("<slug:slug>/", pages.service, name="service"),
    path("<slug:slug>/history/", pages.history, name="history"),
    path("<slug:slug>/changes.atom", feeds.service_feed, name="service_feed"),
    path("<slug:slug>/sheet/", prints.sheet, name="sheet"),
    path("<slug:slug>/card/", prints.card, name="card"),
]
