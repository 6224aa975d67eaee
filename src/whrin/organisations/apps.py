from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Register with the room of people."""
        from whrin.organisations.registrations import register  # models exist from here on

        register()
