from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.incidents"
    label = "incidents"

    def ready(self) -> None:
        """Register what other rooms ask of this one."""
        from whrin.incidents.registrations import register  # models exist from here on

        register()
