from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.server"
    label = "server"

    def ready(self) -> None:
        from whrin.server import editions

        editions.watch()
