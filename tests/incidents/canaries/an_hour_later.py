"""Forgets what the site has counted in this hour, in a process beside it."""

import django


def main() -> None:
    """Forget it."""
    django.setup()
    from django.core.cache import cache

    cache.clear()


if __name__ == "__main__":
    main()
