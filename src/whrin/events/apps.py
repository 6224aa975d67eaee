from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.events"
    label = "events"

    def ready(self) -> None:
        """Register what other rooms ask of this one."""
        from whrin.events.registrations import register  # models exist from here on

        register()
