"""Addresses at the desk."""

from django.urls import URLPattern, path

from whrin.events.desk import importing, listing, record

patterns: list[URLPattern] = [
    path("", listing.index, name="index"),
    path("import/", importing.import_table, name="import"),
    path("occasions/<int:pk>/recording/", record.recording, name="recording"),
    path("<slug:name>/", listing.records, name="list"),
    path("<slug:name>/new/", record.new, name="new"),
    path("<slug:name>/<int:pk>/", record.record, name="record"),
    path("<slug:name>/<int:pk>/remove/", record.remove, name="remove"),
]
