"""Addresses of limits, under /write/."""

from django.urls import path

from whrin.campaigns.limits import kinds, pages

patterns = [
    path("write/kinds/", kinds.kinds, name="kinds"),
    path("write/kinds/<slug:slug>/", kinds.kind, name="kind"),
    path("write/<uuid:uid>/limits/", pages.limits, name="limits"),
    path("write/<uuid:uid>/submission.<str:form>", pages.submission, name="submission"),
]
