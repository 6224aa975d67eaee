"""Addresses of answers at the desk, in the namespace `forms`."""

from django.urls import path

from whrin.surveys.reviewing import correcting, deleting, history, joining, listing, one

_ALL = "<str:form_id>/answers/"
_ONE = f"{_ALL}<int:pk>/"

patterns = [
    path(_ALL, listing.answers, name="answers"),
    path(f"{_ALL}joins/", joining.joins, name="answer_joins"),
    path(_ONE, one.answer, name="answer"),
    path(f"{_ONE}history/", history.history, name="answer_history"),
    path(f"{_ONE}correct/", correcting.correct, name="answer_correct"),
    path(f"{_ONE}delete/", deleting.delete, name="answer_delete"),
    path(f"{_ONE}files/<int:file>/", one.file, name="answer_file"),
]
