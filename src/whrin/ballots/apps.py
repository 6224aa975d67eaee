from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.ballots"
    label = "ballots"

    def ready(self) -> None:
        """Register what happens each hour and when a person goes."""
        from whrin.ballots.registrations import register  # models exist from here on

        register()
