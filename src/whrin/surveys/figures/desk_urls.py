"""Addresses of figures at the desk, in the namespace `forms`."""

from django.urls import path

from whrin.surveys.figures import desk_page

patterns = [
    path("<str:form_id>/figures/", desk_page.figures, name="figures"),
    path("<str:form_id>/figures/crossed/", desk_page.crossed, name="figures_crossed"),
]
