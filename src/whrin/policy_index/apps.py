from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.policy_index"
    label = "policy_index"

    def ready(self) -> None:
        """Register what other rooms ask of this one."""
        from whrin.policy_index.registrations import register  # models exist from here on

        register()
