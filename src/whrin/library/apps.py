from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.library"
    label = "library"

    def ready(self) -> None:
        """Register with search, places and topics."""
        from whrin.library.registrations import register  # models exist from here on

        register()
