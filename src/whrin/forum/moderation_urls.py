"""Addresses of moderation; part of the forum's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
