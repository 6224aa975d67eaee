"""Addresses of the log."""

from django.urls import path

from whrin.incidents.auditing import pages

patterns = [
    path("care/audit/", pages.audit, name="audit"),
    path("care/audit/log.csv", pages.audit_csv, name="audit_csv"),
]
