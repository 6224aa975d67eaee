from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.mailing"
    label = "mailing"

    def ready(self) -> None:
        """Carry the letters of people; register the daily work and what is erased with an account."""
        from whrin.mailing.registrations import register  # models exist from here on

        register()
