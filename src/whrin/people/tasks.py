"""What is done beside the request when somebody goes."""

import logging
import time

from django_tasks import task

from whrin.people.actions import finish_deletions
from whrin.people.residue import cut_back_the_log, newest_change, write_anew
from whrin.search.actions import let_go_of_dropped

logger = logging.getLogger(__name__)

#: Seconds before each further try, while somebody reads what has to be let go of.
PAUSES = (0, 2, 8, 20)


@task()
def leave_nothing() -> None:
    """Finish the deletions that were cut short, and have the database let go of what was deleted: within a
    minute, unless it is held for longer. Begun with the deletion itself, so that a killed process leaves it.
    """
    finish_deletions()
    let_go_of_dropped()
    since = newest_change()
    for pause in PAUSES:
        time.sleep(pause)
        if cut_back_the_log() and write_anew(since):
            return
    logger.warning("Somebody holds the database: what was deleted is written over later")
