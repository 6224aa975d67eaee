"""Addresses of exports and feeds at the desk."""

from django.urls import path

from whrin.surveys.tables import feeding, leaving

patterns = [
    path("<str:form_id>/exports/", leaving.exports, name="exports"),
    path("<str:form_id>/exports/file/", leaving.export, name="export"),
    path("<str:form_id>/feeds/", feeding.feeds, name="feeds"),
    path("<str:form_id>/feeds/<int:pk>/", feeding.end_feed, name="end_feed"),
]
