from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.website"
    label = "website"
