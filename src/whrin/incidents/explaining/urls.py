"""Addresses of what is explained."""

from django.urls import path

from whrin.incidents.explaining import pages

patterns = [
    path("tell/how-it-is-kept/", pages.kept, name="kept"),
    path("tell/if-the-server-is-taken/", pages.taken, name="taken"),
]
