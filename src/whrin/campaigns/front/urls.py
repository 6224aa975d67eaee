"""Addresses of campaigns."""

from django.urls import URLPattern, path

from whrin.campaigns.front import desk, files, pages

patterns: list[URLPattern] = [
    path("act/", pages.front, name="front"),
    path("act/campaigns/", pages.campaigns, name="campaigns"),
    path("act/campaigns/feed/", pages.feed, name="campaigns_feed"),
    path("act/campaigns/<slug:slug>/", pages.campaign, name="campaign"),
    path("act/campaigns/<slug:slug>/kit/", files.kit, name="kit"),
    path("act/campaigns/<slug:slug>/do/<int:number>/", pages.do, name="do"),
    path(
        "act/campaigns/<slug:slug>/do/<int:number>/<slug:language>-<slug:shape>.png", files.card, name="card"
    ),
    path("write/campaigns/", desk.campaigns_desk, name="campaigns_desk"),
    path("write/campaigns/new/", desk.campaign_desk, name="campaign_new"),
    path("write/campaigns/targets/new/", desk.target_desk, name="target_new"),
    path("write/campaigns/targets/<int:pk>/", desk.target_desk, name="target_desk"),
    path("write/campaigns/<slug:slug>/", desk.campaign_desk, name="campaign_desk"),
    path("write/campaigns/<slug:slug>/state/", desk.campaign_state, name="campaign_state"),
    path("write/campaigns/<slug:slug>/do/new/", desk.action_desk, name="action_new"),
    path("write/campaigns/<slug:slug>/do/<int:number>/", desk.action_desk, name="action_desk"),
    path("write/campaigns/<slug:slug>/step/new/", desk.step_desk, name="step_new"),
    path("write/campaigns/<slug:slug>/step/<int:pk>/", desk.step_desk, name="step_desk"),
]
