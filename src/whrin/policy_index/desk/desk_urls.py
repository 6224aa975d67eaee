"""Addresses at the desk."""

from django.urls import URLPattern, path

from whrin.policy_index.desk import listing, record, suggestions

patterns: list[URLPattern] = [
    path("", listing.index, name="index"),
    path("new/", record.new, name="new"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/", suggestions.answer, name="answer"),
    path("<int:pk>/", record.record, name="record"),
    path("<int:pk>/<slug:name>/", record.step, name="step"),
]
