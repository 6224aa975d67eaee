from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.forum"
    label = "forum"

    def ready(self) -> None:
        """Register with the rooms below."""
        from whrin.forum.registrations import register  # models exist from here on

        register()
