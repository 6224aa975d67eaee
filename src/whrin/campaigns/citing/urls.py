"""Addresses of a paper's evidence, under /write/."""

from django.urls import path

from whrin.campaigns.citing import pages

patterns = [
    path("write/<uuid:uid>/evidence/", pages.evidence, name="evidence"),
    path("write/<uuid:uid>/evidence/add/", pages.add, name="evidence_add"),
    path("write/<uuid:uid>/evidence/<int:number>/", pages.one, name="evidence_one"),
]
