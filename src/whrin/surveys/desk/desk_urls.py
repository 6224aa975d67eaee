"""Addresses of a form's own pages at the desk. A form's name begins with a letter, so `-/…` is none."""

from django.urls import path

from whrin.surveys.desk import listing

patterns = [
    path("", listing.index, name="index"),
]
