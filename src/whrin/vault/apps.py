from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.vault"
    label = "vault"

    def ready(self) -> None:
        """Register what happens each day, when a vault is opened and when a person goes."""
        from whrin.vault.registrations import register  # models exist from here on

        register()
