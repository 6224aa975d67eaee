from django.urls import path

from whrin.library import feeds, views

app_name = "library"
urlpatterns = [
    path("", views.listing, name="list"),
    path("feed/", feeds.feed, name="feed"),
    path("<slug:slug>/", views.record, name="record"),
    path("<slug:slug>/files/<int:number>/<str:name>", views.file, name="file"),
    path("<slug:slug>/<slug:language>/", views.record, name="version"),
]
