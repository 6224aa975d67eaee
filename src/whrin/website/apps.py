from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.website"
    label = "website"

    def ready(self) -> None:
        """Tell the other rooms what this one gives."""
        from whrin.website.registrations import register  # models exist from here on

        register()
