from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.documents"
    label = "documents"
