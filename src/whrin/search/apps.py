from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.search"
    label = "search"
