"""Addresses of the forum, under a language."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "forum"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("whrin.forum.moderation_urls")),
]
