"""What is done beside the request when somebody goes."""

import datetime
import logging
import time

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from whrin.people.actions import finish_deletions
from whrin.people.residue import cut_back_the_log, newest_change, write_anew
from whrin.search.actions import let_go_of_dropped

logger = logging.getLogger(__name__)

#: Seconds before each further try, while somebody reads what has to be let go of.
PAUSES = (0, 2, 8, 20)
#: … and then, while somebody holds the database for longer: a backup, say.
LATER = datetime.timedelta(hours=1)


@task()
def leave_nothing() -> None:
    """Finish the deletions that were cut short, and have the database let go of what was deleted: within a
    minute, unless it is held for longer; then once an hour until it did. Begun with the deletion itself, so
    that a killed process leaves it.
    """
    finish_deletions()
    let_go_of_dropped()
    since = newest_change()
    for pause in PAUSES:
        time.sleep(pause)
        if cut_back_the_log() and write_anew(since):
            return
    logger.warning("Somebody holds the database: what was deleted is written over later")
    # One that waits does it for all that was deleted until then.
    waiting = DBTaskResult.objects.filter(task_path=leave_nothing.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        leave_nothing.using(run_after=timezone.now() + LATER).enqueue()
