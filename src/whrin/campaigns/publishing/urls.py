"""Addresses of public papers. Those with a name of their own stand before `<slug>` (`rules.RESERVED`)."""

from django.urls import URLPattern, path

from whrin.campaigns.publishing import desk, files, lists, pages

patterns: list[URLPattern] = [
    path("act/papers/", lists.listing, name="public_papers"),
    path("act/papers/csv/", lists.csv_file, name="papers_csv"),
    path("act/papers/feed/", lists.feed, name="papers_feed"),
    path("act/papers/<slug:slug>/", pages.paper, name="public_paper"),
    path("act/papers/<slug:slug>/figures/", pages.figures, name="paper_figures"),
    path("act/papers/<slug:slug>/<int:number>/", pages.edition, name="edition"),
    path("act/papers/<slug:slug>/<int:number>.<slug:form>", files.edition_file, name="edition_file"),
    path("write/<uuid:uid>/publish/", desk.publishing, name="publishing"),
]
