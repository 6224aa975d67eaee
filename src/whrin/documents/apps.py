from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.documents"
    label = "documents"

    def ready(self) -> None:
        """Register the daily work."""
        from whrin.documents.registrations import register  # models exist from here on

        register()
