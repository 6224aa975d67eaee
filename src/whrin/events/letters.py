"""Letters of this room. None says what the meeting or the session is about: its page does."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from whrin.events.coming.words import day_in_words, hour_in
from whrin.events.enums import Coming, State
from whrin.events.models import Deadline, Registration, Watcher
from whrin.events.sealing import comer_of, link_of, secret_of
from whrin.mailing.letters import Letter
from whrin.mailing.queue import enqueue
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError

ASK, MEETING, OFF, DEADLINE = "events.ask", "events.meeting", "events.off", "events.deadline"


def send_about(registration: Registration, kind: str, occasion_for: str) -> None:
    """Queue a letter about a registration; `occasion_for`: why, so that each goes once."""
    comer = comer_of(registration)
    enqueue(
        kind=kind,
        key=str(registration.uid),
        person=registration.person,
        language=comer.language,
        stem=mark_of(f"{kind} {registration.uid} {occasion_for}", purpose="stem of a letter"),
        address=comer.address,
    )


def send_reminder(watcher: Watcher, deadline: Deadline, why: str) -> None:
    """Queue a letter about a deadline to a member who asked for it."""
    enqueue(
        kind=DEADLINE,
        key=str(deadline.pk),
        person=watcher.person,
        language=language_of(watcher.person),
        stem=mark_of(f"{DEADLINE} {watcher.pk} {why}", purpose="stem of a letter"),
    )


def page_of(registration: Registration) -> str:
    """Return the whole address of the page where she sees how to join, and takes it back."""
    if registration.person_id:
        path = reverse("events:register", args=[registration.occasion.slug])
    else:
        path = reverse("events:coming", args=[secret_of(registration)])
    return settings.WHRIN_ADDRESS + path


def _found(key: str) -> Registration | None:
    """Return a registration for a meeting that is still to be."""
    found = Registration.objects.filter(
        uid=key, occasion__state=State.PUBLIC, occasion__ends_at__gt=timezone.now()
    )
    return found.select_related("occasion", "person").first()


def compose_question(key: str, _person: Person | None) -> Letter | None:
    """Return the letter that asks whether it was she who registered; None: it was answered."""
    registration = _found(key)
    if registration is None or registration.state != Coming.WAITING:
        return None
    text = _(
        "Hello,\n\nsomebody, we hope you, wrote this address to come to a meeting. To get the link to join, "
        "open this page and press the button:\n\n%(page)s\n\nIf it was not you, do nothing."
    )
    return Letter(_("Update"), text % {"page": page_of(registration)})


def compose_meeting(key: str, _person: Person | None) -> Letter | None:
    """Return the letter that says when it is and how to join; None: she does not come any more."""
    registration = _found(key)
    if registration is None or registration.state != Coming.COMING:
        return None
    occasion = registration.occasion
    if occasion.begins_at is None or occasion.ends_at is None:
        return None
    page = page_of(registration)
    try:
        link = link_of(occasion) or page
    except CannotOpenError:
        link = page
    hour = hour_in(occasion.begins_at, occasion.ends_at, occasion.zone)
    utc = hour_in(occasion.begins_at, occasion.ends_at, "UTC")
    text = _(
        "Hello,\n\nyou are registered for a meeting:\n\n%(when)s\n%(utc)s\n\nJoin here: %(link)s\n\n"
        "If you cannot come: %(page)s"
    )
    said = {
        "when": f"{hour.words} ({hour.zone})",
        "utc": f"{utc.words} (UTC)",
        "link": link,
        "page": page,
    }
    return Letter(_("Update"), text % said)


def compose_off(key: str, _person: Person | None) -> Letter | None:
    """Return the letter that says that a meeting does not take place, or not when she was told; None: it
    does, after all.
    """
    found = Registration.objects.filter(uid=key, state=Coming.COMING).select_related("occasion").first()
    if found is None:
        return None
    occasion = found.occasion
    is_public, has_hours = occasion.state == State.PUBLIC, occasion.begins_at and occasion.ends_at
    if is_public and not has_hours:
        text = _(
            "Hello,\n\na meeting for which you are registered does not take place at the hours that you were "
            "told. We write to you when others are known:\n\n%(page)s"
        )
        page = settings.WHRIN_ADDRESS + reverse("events:occasion", args=[occasion.slug])
        return Letter(_("Update"), text % {"page": page})
    if is_public or occasion.begins_at is None or occasion.ends_at is None:
        return None
    hour = hour_in(occasion.begins_at, occasion.ends_at, occasion.zone)
    text = _("Hello,\n\na meeting for which you are registered does not take place:\n\n%(when)s")
    return Letter(_("Update"), text % {"when": f"{hour.words} ({hour.zone})"})


def compose_deadline(key: str, person: Person | None) -> Letter | None:
    """Return the letter about a deadline; None: she asked for no more, or the day is gone."""
    deadline = Deadline.objects.filter(pk=key, session__state=State.PUBLIC).select_related("session").first()
    if person is None or deadline is None or deadline.day is None or deadline.day < timezone.now().date():
        return None
    if not Watcher.objects.filter(session=deadline.session, person=person).exists():
        return None
    text = _(
        "Hello,\n\na deadline that you wanted to be reminded of is on %(day)s. All about it, and how to get "
        "no more of these letters:\n\n%(page)s"
    )
    page = settings.WHRIN_ADDRESS + reverse("events:session", args=[deadline.session.slug])
    return Letter(_("Update"), text % {"day": day_in_words(deadline.day), "page": page})
