from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.services"
    label = "services"

    def ready(self) -> None:
        """Register what other rooms ask of this one."""
        from whrin.services.registrations import register  # models exist from here on

        register()
