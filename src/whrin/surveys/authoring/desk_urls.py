"""Addresses of a form's questions at the desk."""

from django.urls import path

from whrin.surveys.authoring import editor, sheets_page, trying, writing
from whrin.surveys.authoring.publishing_page import publish_page

patterns = [
    path("<str:form_id>/questions/", sheets_page.sheets_page, name="sheets"),
    path("<str:form_id>/questions/publish/", publish_page, name="publish"),
    path("<str:form_id>/questions/try/<str:which>/", trying.preview, name="preview"),
    path("<str:form_id>/questions/try/<str:which>/<str:name>", trying.preview_file, name="preview_file"),
    path("<str:form_id>/questions/edit/", editor.edit_form, name="edit"),
    path("<str:form_id>/questions/edit/about/", editor.edit_about, name="edit_about"),
    path("<str:form_id>/questions/edit/<int:place>/", editor.edit_question, name="edit_question"),
    path("<str:form_id>/questions/<str:which>.<str:kind>", writing.sheets_out, name="sheets_out"),
]
