"""Addresses of these pages; they stand below the table of places."""

from django.urls import URLPattern, path

from whrin.website.countries import views

patterns: list[URLPattern] = [
    path("places/regions/<slug:code>/", views.region, name="region"),
    path("places/regions/<slug:code>/region.<slug:form>", views.region_file, name="region_file"),
    path("places/<slug:code>/", views.country, name="country"),
    path("places/<slug:code>/country.<slug:form>", views.country_file, name="country_file"),
    path("places/<slug:code>/<slug:part>/", views.part, name="country_part"),
    path("places/<slug:code>/<slug:part>/country.<slug:form>", views.part_file, name="part_file"),
]
