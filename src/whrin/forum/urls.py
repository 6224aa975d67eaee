"""Addresses of the forum, under a language."""

from django.urls import URLPattern, URLResolver, include, path

from whrin.forum import feeds, joining_views, keeping_views, polls_views, views, writing_views
from whrin.forum.archives.pages import old_letters

app_name = "forum"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.spaces, name="spaces"),
    path("search/", views.search, name="search"),
    path("mine/", keeping_views.mine, name="mine"),
    path("mine/<slug:kind>/", keeping_views.mine, name="mine-of"),
    path("t/<slug:uid>/", views.thread, name="thread"),
    path("t/<slug:uid>/write/", writing_views.reply, name="reply"),
    path("t/<slug:uid>/act/", keeping_views.act, name="act"),
    path("p/<slug:uid>/", views.post, name="post"),
    path("p/<slug:uid>/edit/", writing_views.edit, name="edit"),
    path("p/<slug:uid>/withdraw/", writing_views.withdraw, name="withdraw"),
    path("p/<slug:uid>/poll/", polls_views.add, name="poll"),
    path("p/<slug:uid>/vote/", polls_views.vote, name="vote"),
    path("", include("whrin.forum.moderation_urls")),
    path("<slug:slug>/", views.space, name="space"),
    path("<slug:slug>/new/", writing_views.new_thread, name="new"),
    path("<slug:slug>/feed/", feeds.feed, name="feed"),
    path("<slug:slug>/join/", joining_views.join, name="join"),
    path("<slug:slug>/place/", joining_views.settle, name="place"),
    path("<slug:slug>/old-letters/", old_letters, name="old_letters"),
    path("<slug:slug>/leave/", joining_views.leave, name="leave"),
    path("<slug:slug>/invite/", joining_views.invite, name="invite"),
]
