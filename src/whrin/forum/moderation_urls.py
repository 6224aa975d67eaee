"""Addresses of moderation; part of the forum's."""

from django.urls import URLPattern, path

from whrin.forum import moderation_views
from whrin.forum.archives.pages import take_out

urlpatterns: list[URLPattern] = [
    path("p/<slug:uid>/report/", moderation_views.report, name="report"),
    path("p/<slug:uid>/appeal/", moderation_views.appeal, name="appeal"),
    path("p/<slug:uid>/moderate/", moderation_views.moderate, name="moderate"),
    path("<slug:slug>/moderation/", moderation_views.queue, name="moderation"),
    path(
        "<slug:slug>/moderation/who/<slug:uid>/",
        moderation_views.participant,
        name="moderate_participant",
    ),
    path("<slug:slug>/moderation/names/<int:pk>/", moderation_views.name_request, name="name_request"),
    path("<slug:slug>/take-out/", take_out, name="take_out"),
    path("<slug:slug>/rules/", moderation_views.rules, name="rules"),
    path("<slug:slug>/log/", moderation_views.log, name="log"),
]
