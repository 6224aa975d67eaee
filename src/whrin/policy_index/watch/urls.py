"""Addresses of the watch. Those with a name of their own stand before `<slug>` (`rules.RESERVED`)."""

from django.urls import URLPattern, path

from whrin.policy_index.watch import files, pages, suggesting

patterns: list[URLPattern] = [
    path("", pages.listing, name="list"),
    path("csv/", files.csv_file, name="csv"),
    path("feed/", files.feed, name="feed"),
    path("suggest/", suggesting.add, name="add"),
    path("<slug:slug>/", pages.measure, name="measure"),
    path("<slug:slug>/history/", pages.history, name="history"),
    path("<slug:slug>/correct/", suggesting.correct, name="correct"),
]
