"""Background work that keeps the library well."""

import datetime
import time

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from whrin.library.actions.fixity import compare_file
from whrin.library.actions.links import BROKEN_AFTER, store_visit
from whrin.library.actions.suggestions import forget_address, forget_answered
from whrin.library.enums import LinkState, Status
from whrin.library.links import Found, Visitor, new_client
from whrin.library.models import Link, StoredFile, Suggestion

#: Days an answered suggestion is kept; days an answer that cannot be delivered is tried.
KEPT, TRIED = 365, 14
#: Links of one task, so that other work gets its turn between; days until a link that works is seen again.
AT_ONCE, REST = 10, 7
#: Days in which every file is compared once, with two to spare; seconds that one task compares for.
ROUND, A_WHILE = 28, 30.0


@task()
def send_answer(suggestion_id: int) -> None:
    """Mail the answer in her language and erase her address. Run twice, it finds no address any more."""
    suggestion = Suggestion.objects.filter(pk=suggestion_id).exclude(email="").first()
    if suggestion is None or suggestion.state == Suggestion.State.WAITING:
        return
    with override(suggestion.email_language or "en"):
        text = render_to_string("library/mail/answer.txt", {"suggestion": suggestion})
        # Seen on a locked telephone, the subject gives nothing away.
        send_mail(_("An answer to your message"), text, None, [suggestion.email])
    forget_address(suggestion=suggestion)


def care_for_suggestions() -> int:
    """Send again what could not be sent, let go of addresses after two weeks and of suggestions a year after
    their answer; return how many were let go.
    """
    today = timezone.now().date()
    owed = Suggestion.objects.exclude(email="").exclude(state=Suggestion.State.WAITING)
    for suggestion in owed:
        if suggestion.answered_on and suggestion.answered_on < today - datetime.timedelta(days=TRIED):
            forget_address(suggestion=suggestion)
        else:
            send_answer.enqueue(suggestion.pk)
    return forget_answered(before=today - datetime.timedelta(days=KEPT))


def begin_link_check() -> None:
    """Begin today's visits, where the site is told to make any."""
    if settings.WHRIN_LINKS_A_NIGHT > 0:
        check_links.enqueue(settings.WHRIN_LINKS_A_NIGHT)


@task()
def check_links(left: int) -> None:
    """Visit the links that waited longest, a few at a time, `left` in all. Run twice, each is seen once."""
    links = links_due()[: min(left, AT_ONCE)]
    if not links:
        return
    with new_client() as client:
        visitor = Visitor(client)
        found = [(link, visitor.visit(link.address)) for link in links]
        if not any(each.was_reached for _link, each in found) and not _line_is_up(visitor):
            # Our own line is down: that says nothing about anybody's links.
            return
    _store(found)
    if left > len(links):
        check_links.enqueue(left - len(links))


@task()
def check_link(link_id: int) -> None:
    """Visit one link, because a librarian asked."""
    link = Link.objects.filter(pk=link_id).first()
    if link is None:
        return
    with new_client() as client:
        _store([(link, Visitor(client).visit(link.address))])


def links_due() -> list[Link]:
    """Return links to visit today: first those that failed lately, then those not seen for longest. Sample
    records and what was withdrawn are left in peace.
    """
    today = timezone.now().date()
    failing = Q(failures__range=(1, BROKEN_AFTER - 1), checked_on__lt=today)
    rested = Q(checked_on=None) | Q(checked_on__lt=today - datetime.timedelta(days=REST))
    due = Link.objects.filter(failing | rested).exclude(version__work__status=Status.WITHDRAWN)
    due = due.filter(version__work__is_sample=False)
    lately = list(due.filter(failing).order_by("checked_on", "id")[:AT_ONCE])
    return lately or list(due.order_by(F("checked_on").asc(nulls_first=True), "id")[:AT_ONCE])


def _line_is_up(visitor: Visitor) -> bool:
    working = Link.objects.filter(state=LinkState.WORKS).order_by("-checked_on", "-id")[:3]
    return not working or any(visitor.visit(link.address).was_reached for link in working)


def _store(found: list[tuple[Link, Found]]) -> None:
    today = timezone.now().date()
    for link, each in found:
        store_visit(link_id=link.pk, address=link.address, found=each, on=today)


def begin_comparing() -> None:
    """Begin today's share of comparing files with what came in: each is compared every 30 days."""
    share = -(-StoredFile.objects.count() // ROUND)
    if share:
        compare_files.enqueue(share)


@task()
def compare_files(left: int) -> None:
    """Compare the files that waited longest, `left` in all, and make room for other work now and then."""
    today, end = timezone.now().date(), time.monotonic() + A_WHILE
    waiting = StoredFile.objects.exclude(verified_on=today).defer("text")
    for stored in waiting.order_by(F("verified_on").asc(nulls_first=True), "id")[:left]:
        compare_file(stored=stored, on=today)
        left -= 1
        if time.monotonic() > end:
            compare_files.enqueue(left)
            return
