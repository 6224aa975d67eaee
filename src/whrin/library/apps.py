from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.library"
    label = "library"
