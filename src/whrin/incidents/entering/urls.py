"""Address of writing down."""

from django.urls import path

from whrin.incidents.entering import pages

patterns = [path("care/enter/", pages.enter, name="enter")]
