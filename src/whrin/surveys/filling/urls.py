"""Addresses of the pages on which forms are answered."""

from django.urls import URLPattern, path

from whrin.surveys.filling import ending, listing, moving, receipts, serving, starting, writing

app_name = "filling"
_DRAFT = "<str:form_id>/a/<str:secret>/"

urlpatterns: list[URLPattern] = [
    path("", listing.listed, name="list"),
    path("receipt/", receipts.receipt, name="receipt"),
    path("<str:form_id>/", starting.start, name="form"),
    path("<str:form_id>/resume/", starting.resume, name="resume"),
    path("<str:form_id>/media/<str:digest>/<str:name>", serving.media, name="media"),
    path(_DRAFT, writing.draft, name="draft"),
    path(f"{_DRAFT}later/", ending.later, name="later"),
    path(f"{_DRAFT}away/", ending.away, name="away"),
    path(f"{_DRAFT}news/", moving.news, name="news"),
    path(f"{_DRAFT}review/", ending.review, name="review"),
    path(f"{_DRAFT}p/<str:key>/", writing.page, name="page"),
]
