from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.design"
    label = "design"
