from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.audit"
    label = "audit"

    def ready(self) -> None:
        """Register the daily work."""
        from whrin.audit.registrations import register  # models exist from here on

        register()
