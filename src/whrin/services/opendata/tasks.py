"""Background: make the data package."""

from contextlib import suppress

from django_tasks import task

from whrin.services.opendata import keeping


@task()
def make_package() -> None:
    """Make the package of all that is public now; nothing where it is there or being made."""
    with suppress(keeping.AtWork):
        keeping.make()
