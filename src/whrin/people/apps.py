from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.people"
    label = "people"

    def ready(self) -> None:
        """Register the daily work."""
        from whrin.people.registrations import register  # models exist from here on

        register()
