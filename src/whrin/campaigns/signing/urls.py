"""Addresses of signing on the web."""

from django.urls import URLPattern, path

from whrin.campaigns.signing import badge, desk, pages, public, sorting_page

patterns: list[URLPattern] = [
    path("act/confirm/<slug:token>/", pages.confirm_page, name="confirm"),
    path("act/papers/<slug:slug>/sign/", pages.sign_page, name="sign"),
    path("act/papers/<slug:slug>/signatures/", public.signatures, name="signatures"),
    path("act/papers/<slug:slug>/signatures/csv/", public.csv_file, name="signatures_csv"),
    path("act/papers/<slug:slug>/signatures/feed/", public.feed, name="signatures_feed"),
    path("act/papers/<slug:slug>/badge.svg", badge.badge, name="badge"),
    path("write/<uuid:uid>/signatures/", desk.call_desk, name="call_desk"),
    path("write/<uuid:uid>/signatures/held/", sorting_page.held, name="signatures_held"),
]
