from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Register what happens each day and when a person goes."""
        from whrin.surveys.registrations import register  # models exist from here on

        register()
