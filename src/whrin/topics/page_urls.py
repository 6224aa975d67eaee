from django.urls import URLPattern, URLResolver, path

from whrin.topics import views

app_name = "topics"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.tree, name="list"),
    path("<slug:slug>/", views.topic, name="topic"),
]
