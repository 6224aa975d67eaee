"""Addresses of services at the desk, in the namespace `map_desk`."""

from django.urls import URLPattern, path

from whrin.services.desk import (
    files,
    listing,
    mailboxes,
    merging,
    record,
    results,
    reviewers,
    steps,
    surveys,
    terms,
)

patterns: list[URLPattern] = [
    path("", listing.index, name="index"),
    path("new/", record.new, name="new"),
    path("table/", files.export, name="export"),
    path("import/", files.imports, name="imports"),
    path("import/<int:pk>/", files.one_import, name="import"),
    path("results/", results.results, name="results"),
    path("results/<int:pk>/", results.publish, name="publish_results"),
    path("reviewers/", reviewers.reviewers, name="reviewers"),
    path("reviewers/<int:pk>/end/", reviewers.end, name="end_reviewer"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/<int:pk>/", surveys.switch, name="switch_survey"),
    path("words/", terms.terms, name="terms"),
    path("words/new/", terms.new_term, name="new_term"),
    path("words/<int:pk>/", terms.term, name="term"),
    path("<int:pk>/", record.record, name="record"),
    path("<int:pk>/history/", record.history, name="history"),
    path("<int:pk>/mailbox/", mailboxes.mailbox, name="mailbox"),
    path("<int:pk>/merge/", merging.candidates, name="candidates"),
    path("<int:pk>/merge/<int:other>/", merging.merge, name="merge"),
    path("<int:pk>/step/<slug:name>/", steps.step, name="step"),
]
