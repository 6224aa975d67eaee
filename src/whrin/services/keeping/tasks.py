"""Background: a link for whoever asks from a mailbox that we know. The page answers before, always the
same.
"""

from django_tasks import task

from whrin.services.actions.keepers import send_link
from whrin.services.enums import State
from whrin.services.models import Keeper


@task()
def send_if_known(slug: str, mark: str) -> None:
    """Send a new link to the mailbox with this mark, if the record has it. Others get nothing."""
    found = Keeper.objects.filter(service__slug=slug, service__state=State.PUBLIC, mark=mark)
    keeper = found.select_related("service").first()
    if keeper is not None:
        send_link(keeper=keeper)
