"""Addresses of mail, the same in every language: they stand in letters."""

from django.urls import path

from whrin.mailing import views

app_name = "mailing"

urlpatterns = [
    path("", views.letters, name="letters"),
    path("letter/<slug:name>/", views.letter, name="letter"),
    path("out/<slug:token>/", views.out, name="out"),
    path("in/<slug:provider>/mime", views.handed_over, name="in"),
    path("confirm/<slug:token>/", views.confirm, name="confirm"),
]
