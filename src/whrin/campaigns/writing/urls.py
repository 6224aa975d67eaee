"""Addresses of those who write, under /write/."""

from django.urls import path

from whrin.campaigns.writing import about, listing, preview, reading, sections, tongues, versions, wording

_PARAGRAPH = "write/<uuid:uid>/p/<uuid:paragraph>/<slug:language>/"
_LANGUAGE = "write/<uuid:uid>/languages/<slug:language>/"

patterns = [
    path("write/", listing.papers_mine, name="papers_mine"),
    path("write/new/", about.new, name="paper_new"),
    path("write/<uuid:uid>/", reading.paper, name="paper"),
    path("write/<uuid:uid>/preview/", preview.preview, name="paper_preview"),
    path("write/<uuid:uid>/settings/", about.paper_settings, name="paper_settings"),
    path("write/<uuid:uid>/delete/", about.delete, name="paper_delete"),
    path("write/<uuid:uid>/act/", wording.act, name="paragraph_act"),
    path("write/<uuid:uid>/add/", wording.add, name="paragraph_add"),
    path("write/<uuid:uid>/s/<slug:slot>/<slug:language>/", sections.section, name="section"),
    path("write/<uuid:uid>/languages/", tongues.overview, name="paper_languages"),
    path(_LANGUAGE, tongues.side_by_side, name="paper_language"),
    path("write/<uuid:uid>/versions/", versions.versions, name="versions"),
    path("write/<uuid:uid>/versions/keep/", versions.keep, name="version_keep"),
    path("write/<uuid:uid>/versions/compare/", versions.compare, name="versions_compare"),
    path(_PARAGRAPH, wording.wording, name="wording"),
    path(_PARAGRAPH + "history/", versions.history, name="wording_history"),
    path(_PARAGRAPH + "restore/", wording.restore, name="wording_restore"),
    path(_PARAGRAPH + "confirm/", tongues.confirm, name="confirm_translation"),
]
