"""Addresses of the desk."""

from django.urls import path

from whrin.incidents.caring import exports, files, listing, one

patterns = [
    path("care/", listing.care, name="care"),
    path("care/exports/", exports.exports, name="care_exports"),
    path("care/exports/<uuid:uid>/in-clear.<str:form>", exports.taken, name="care_taken"),
    path("care/<uuid:uid>/export/", exports.ask, name="care_ask_export"),
    path("care/<uuid:uid>/", one.report, name="care_report"),
    path("care/<uuid:uid>/files/<int:number>/", files.original, name="care_file"),
    path("care/<uuid:uid>/files/<int:number>/stripped/", files.stripped, name="care_file_stripped"),
]
