"""Addresses of coming back."""

from django.urls import path

from whrin.incidents.returning import pages

patterns = [path("tell/answer/", pages.come_back, name="come_back")]
