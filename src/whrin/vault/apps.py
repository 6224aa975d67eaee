from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.vault"
    label = "vault"
