"""Public pages under /tell/, pages of those who care under /care/."""

from django.urls import URLPattern

app_name = "incidents"

urlpatterns: list[URLPattern] = []
