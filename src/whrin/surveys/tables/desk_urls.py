"""Addresses of exports and feeds at the desk."""

from django.urls import path

from whrin.surveys.tables import leaving

patterns = [
    path("<str:form_id>/exports/", leaving.exports, name="exports"),
    path("<str:form_id>/exports/file/", leaving.export, name="export"),
]
