"""Addresses of signing at an event."""

from django.urls import path

from whrin.campaigns.kiosk import desk, pages

patterns = [
    path("write/<uuid:uid>/kiosk/", desk.kiosks, name="kiosks"),
    path("act/kiosk/<str:secret>/", pages.kiosk, name="kiosk"),
]
