"""Addresses of our lists."""

from django.urls import path

from whrin.incidents.wording import desk, pages

patterns = [
    path("tell/lists/", pages.lists, name="lists"),
    path("care/terms/", desk.terms_page, name="terms"),
    path("care/terms/add/<str:scheme>/", desk.add, name="term_add"),
    path("care/terms/<int:pk>/", desk.one, name="term"),
]
