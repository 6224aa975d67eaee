"""Addresses for suggestions. They stand before those of one service."""

from django.urls import URLPattern, path

from whrin.services.suggesting import pages, receipts

patterns: list[URLPattern] = [
    path("add/", pages.add, name="add"),
    path("told/", receipts.told, name="told"),
    path("told/<slug:code>/", receipts.receipt, name="receipt"),
    path("<slug:slug>/correct/", pages.correct, name="correct"),
]
