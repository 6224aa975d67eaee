"""Addresses of figures, and of the desk where they are counted."""

from django.urls import path

from whrin.incidents.counting import desk, pages

patterns = [
    path("tell/figures/", pages.figures, name="figures"),
    path("tell/figures/reports-counted.csv", pages.figures_csv, name="figures_csv"),
    path("care/count/", desk.count, name="count"),
    path("care/count/key/", desk.make_key, name="count_key"),
    path("care/count/propose/", desk.propose, name="count_propose"),
    path("care/count/<int:pk>/second/", desk.second, name="count_second"),
    path("care/count/<int:pk>/drop/", desk.drop, name="count_drop"),
]
