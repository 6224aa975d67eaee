"""Addresses of the desk."""

from django.urls import path

from whrin.incidents.caring import listing, one

patterns = [
    path("care/", listing.care, name="care"),
    path("care/<uuid:uid>/", one.report, name="care_report"),
]
