"""Addresses for reviewers. They stand before those of one service."""

from django.urls import URLPattern, path

from whrin.services.reviewing import editing, one, queue

patterns: list[URLPattern] = [
    path("review/", queue.queue, name="review"),
    path("review/<uuid:uid>/", one.one, name="review_one"),
    path("review/<uuid:uid>/edit/", editing.edit, name="review_edit"),
]
