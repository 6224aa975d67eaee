from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.audit"
    label = "audit"
