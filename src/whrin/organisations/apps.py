from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.organisations"
    label = "organisations"
