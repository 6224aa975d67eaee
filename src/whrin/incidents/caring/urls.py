"""Addresses of the desk."""

from django.urls import path

from whrin.incidents.caring import files, listing, one

patterns = [
    path("care/", listing.care, name="care"),
    path("care/<uuid:uid>/", one.report, name="care_report"),
    path("care/<uuid:uid>/files/<int:number>/", files.original, name="care_file"),
    path("care/<uuid:uid>/files/<int:number>/stripped/", files.stripped, name="care_file_stripped"),
]
