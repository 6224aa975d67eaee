from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.forum"
    label = "forum"
