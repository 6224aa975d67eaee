from django.apps import AppConfig


class Room(AppConfig):
    name = "whrin.server"
    label = "server"

    def ready(self) -> None:
        from whrin.kit.daily import register_daily
        from whrin.server import editions
        from whrin.server.daily import forget_old_results, measure_tables
        from whrin.server.quiet_database import watch_connections

        editions.watch()
        watch_connections()
        register_daily("tasks", forget_old_results)
        register_daily("tables", measure_tables)
