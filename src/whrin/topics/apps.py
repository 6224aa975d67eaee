from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.topics"
    label = "topics"
