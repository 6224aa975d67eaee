"""Addresses of voices."""

from django.urls import path

from whrin.incidents.voicing import desk, playing

patterns = [
    path("tell/voice/<slug:step>/<str:language>/", playing.voice, name="voice"),
    path("care/voices/", desk.voices, name="voices"),
    path("care/voices/<int:pk>/remove/", desk.remove, name="voice_remove"),
]
