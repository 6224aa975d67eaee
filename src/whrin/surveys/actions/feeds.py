"""Programmes are let in to read a form's answers, and out again; and what leaves is written down."""

import secrets

from django.db import transaction

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.sealing import fingerprint
from whrin.surveys.enums import Part
from whrin.surveys.models import Feed, Form
from whrin.surveys.rights import demand

#: Bytes of chance in a password: 43 letters.
_BYTES = 32


@transaction.atomic
def note_export(*, form: Form, name: str, by: Person | None) -> None:
    """Write down that answers left, in which format. Not which, and not what is in them."""
    demand(by, form, Part.READER)
    record(verb="export", about=form, by=by, format=name)


@transaction.atomic
def make_feed(*, form: Form, label: str, by: Person | None) -> tuple[Feed, str]:
    """Let a programme read a form's answers; return its password, which is shown once: we keep what cannot be
    turned back into it.
    """
    demand(by, form, Part.AUTHOR)
    secret = secrets.token_urlsafe(_BYTES)
    feed = Feed.objects.create(form=form, label=label[:100], fingerprint=fingerprint(secret))
    record(verb="make_feed", about=feed, by=by, form=form.form_id)
    return feed, secret


@transaction.atomic
def revoke_feed(*, feed: Feed, by: Person | None) -> None:
    """Let this programme in no more. What it has read already, it keeps."""
    demand(by, feed.form, Part.AUTHOR)
    feed.revoked_on = today()
    feed.save(update_fields=["revoked_on"])
    record(verb="revoke", about=feed, by=by)


@transaction.atomic
def remove_feed(*, feed: Feed, by: Person | None) -> None:
    """Take a feed off the list, for good."""
    demand(by, feed.form, Part.AUTHOR)
    record(verb="remove", about=feed, by=by)
    feed.delete()
