from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.people"
    label = "people"
