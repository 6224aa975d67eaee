"""The exports have no language in their address; `topic_pages` are what readers see, in their language."""

from django.urls import URLPattern, URLResolver, path

from whrin.topics import views

app_name = "topics_export"
urlpatterns: list[URLPattern | URLResolver] = [
    path("topics.ttl", views.turtle, name="turtle"),
    path("topics.jsonld", views.jsonld, name="jsonld"),
]

topic_pages: tuple[list[URLPattern | URLResolver], str] = (
    [
        path("", views.tree, name="list"),
        path("<slug:slug>/", views.topic, name="topic"),
    ],
    "topics",
)
