"""Addresses of the letter."""

from django.urls import path

from whrin.incidents.letter import pages

patterns = [
    path("tell/letter/", pages.letter, name="letter"),
    path("tell/letter/pdf/", pages.letter_pdf, name="letter_pdf"),
]
