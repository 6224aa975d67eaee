from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.places"
    label = "places"
