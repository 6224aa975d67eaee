"""Addresses of who does what."""

from django.urls import path

from whrin.incidents.naming import outlines, pages

patterns = [
    path("care/people/", pages.people, name="people"),
    path("care/people/<int:pk>/confirm/", pages.confirm, name="people_confirm"),
    path("care/people/<int:pk>/end/", pages.end, name="people_end"),
    path("care/people/team/", pages.make_team, name="people_team"),
    path("care/people/team/<int:pk>/", pages.rename_team, name="people_rename"),
    path("care/outlines/", outlines.outlines, name="outlines"),
]
