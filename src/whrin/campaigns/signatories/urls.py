"""Addresses of those who deliver, under /write/."""

from django.urls import path

from whrin.campaigns.signatories import delivery, handed_over, listing

patterns = [
    path("write/<uuid:uid>/signatures/list/", listing.signatures_list, name="signatures_list"),
    path("write/<uuid:uid>/signatures/delivery/", delivery.delivery, name="delivery"),
    path("write/<uuid:uid>/signatures/delivery.csv", handed_over.csv_file, name="delivery_csv"),
]
