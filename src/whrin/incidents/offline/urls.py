"""Addresses of what came from phones."""

from django.urls import path

from whrin.incidents.offline import pages

patterns = [
    path("care/offline/", pages.offline, name="offline"),
    path("care/offline/<str:form_id>/", pages.offline_form, name="offline_form"),
]
