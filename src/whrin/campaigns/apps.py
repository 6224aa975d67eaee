from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Register what other rooms ask of this one."""
        from whrin.campaigns.registrations import register  # models exist from here on

        register()
