"""The exports, without a language in their address; `page_urls` are the pages readers see."""

from django.urls import URLPattern, URLResolver, path

from whrin.topics import views

app_name = "topics_export"
urlpatterns: list[URLPattern | URLResolver] = [
    path("topics.ttl", views.turtle, name="turtle"),
    path("topics.jsonld", views.jsonld, name="jsonld"),
]
