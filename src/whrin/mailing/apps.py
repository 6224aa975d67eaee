from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.mailing"
    label = "mailing"
