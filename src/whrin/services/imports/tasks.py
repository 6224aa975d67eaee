"""Background: brings a file in. May run twice, and goes on where it was cut off."""

from django_tasks import task

from whrin.services.imports.arriving import come_in


@task()
def bring_in(run_id: int) -> None:
    """Bring in what somebody at the desk let in."""
    come_in(run_id)
