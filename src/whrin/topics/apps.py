from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.topics"
    label = "topics"

    def ready(self) -> None:
        """Register with the search."""
        from whrin.topics.registrations import register  # models exist from here on

        register()
