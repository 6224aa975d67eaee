"""Addresses of press work."""

from django.urls import URLPattern, path

from whrin.campaigns.press import desk, pages

patterns: list[URLPattern] = [
    path("act/press/", pages.press, name="press"),
    path("act/press/coverage/", pages.coverage, name="coverage"),
    path("act/press/coverage/csv/", pages.coverage_csv, name="coverage_csv"),
    path("act/press/out/<slug:token>/", pages.out, name="press_out"),
    path("write/press/", desk.press_desk, name="press_desk"),
    path("write/press/contacts/new/", desk.contact, name="contact_new"),
    path("write/press/contacts/import/", desk.bring_in, name="contacts_import"),
    path("write/press/contacts/<int:pk>/", desk.contact, name="contact"),
    path("write/press/coverage/new/", desk.coverage_row, name="coverage_new"),
    path("write/press/coverage/<int:pk>/", desk.coverage_row, name="coverage_row"),
    path("write/press/speakers/new/", desk.speaker, name="speaker_new"),
    path("write/press/speakers/<int:pk>/", desk.speaker, name="speaker"),
    path("write/press/releases/<uuid:uid>/", desk.release, name="press_release"),
    path("write/press/releases/<uuid:uid>/send/", desk.send, name="press_send"),
]
