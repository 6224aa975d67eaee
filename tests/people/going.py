"""A site on which somebody says much and then deletes her account, in a process of its own.

`python -m tests.people.going CANARIES` prints what was kept of her, sealed or as a mark, before she went.
The process ends without closing a connection, which would tidy the files up, as a server that goes on.
"""

import json
import os
import sys
from typing import Any

import django
from django.conf import settings


def main() -> None:
    """Tell the story."""
    canaries: dict[str, str] = json.loads(sys.argv[1])
    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHRIN_MAIL_DOMAIN, settings.WHRIN_MAIL_AUTHSERV = "lists.test", "mx.lists.test"
    kept = _live(canaries)
    _go(canaries)
    print(json.dumps(kept))
    sys.stdout.flush()
    os._exit(0)


def _live(canaries: dict[str, str]) -> dict[str, str]:
    """Let her have everything that one can have; return what stands of it in the database."""
    from tests.forum import making
    from whrin.forum.actions import keep_draft
    from whrin.forum.models import Space
    from whrin.forum.sealing import Begun
    from whrin.people import actions
    from whrin.people.models import Address, Membership

    person, phrase = actions.make_member(
        name=canaries["name"],
        passphrase=canaries["passphrase"],
        state=Membership.State.ACTIVE,
        language="en",
    )
    actions.set_address(person=person, email=canaries["email"])
    Address.objects.update(is_confirmed=True)
    actions.write_card(person=person, words=canaries["card"])
    space = making.space("Well", Space.Access.MEMBERS, list_name="well")
    place = making.participant(person, space, canaries["pseudonym"])
    post = making.post(place, canaries["words"], title=canaries["title"])
    making.post(place, "Ten more posts.", thread=post.thread)
    keep_draft(by=place, thread=None, begun=Begun(body=canaries["draft"]))
    _write_letters(canaries)
    actions.suspend(membership=person.membership, reason=canaries["reason"], by=person)
    actions.appeal(person=person, words=canaries["appeal"])
    return {"phrase": phrase, "password": person.password, **_rows_of(person, post)}


def _write_letters(canaries: dict[str, str]) -> None:
    """Have a letter of hers come in and be answered, and another wait."""
    from whrin.mailing.pipeline import work_once
    from whrin.mailing.queue import enqueue
    from whrin.mailing.storing import store
    from whrin.people.models import Person

    raw = (
        "Authentication-Results: mx.lists.test; spf=pass smtp.mailfrom=example.org\r\n"
        f"From: {canaries['email']}\r\nSubject: status\r\n\r\n{canaries['letter']}\r\n"
    )
    store(recipients=["well-request"], sender=canaries["email"], raw=raw.encode())
    work_once()
    her = Person.objects.get(address__isnull=False)
    enqueue(kind="a", key="b", person=her, language="en", stem="c", address=canaries["email"])


def _rows_of(person: Any, post: Any) -> dict[str, str]:
    """Return what is sealed or marked of her, and the veiled tokens of a post, as they stand in the rows."""
    from whrin.forum.models import Draft, Participant, Thread
    from whrin.forum.shelf import veil
    from whrin.mailing.models import Inbound, Outgoing
    from whrin.people.models import Address, Appeal, Card, Person

    address, place = Address.objects.get(), Participant.objects.get()
    rows: dict[str, str] = {
        "wrapped key": person.data_key.wrapped,
        "account name": Person.objects.get(pk=person.pk).sealed_name,
        "address": address.sealed,
        "mark of address": address.mark,
        "mark of name": place.mark,
        "pseudonym": place.sealed_name,
        "post": post.sealed,
        "title": Thread.objects.get().sealed_title,
        "draft": Draft.objects.get().sealed,
        "card": Card.objects.get().sealed_words,
        "appeal": Appeal.objects.get().sealed_words,
        "letter in": Inbound.objects.get().sealed,
        "letter out": Outgoing.objects.get(stem="c").to,
        "token of the search": veil("zanzibar"),
    }
    assert Inbound.objects.get().person == person
    # Enough of a value to be known by; PostgreSQL keeps long ones compressed or in pieces.
    return {name: value[3:60] for name, value in rows.items() if value}


def _go(canaries: dict[str, str]) -> None:
    """Sign in and delete the account, and do what the background worker does next."""
    from django.db import connection
    from django.test import Client
    from django_tasks_db.models import DBTaskResult

    from whrin.people.models import Person
    from whrin.people.tasks import leave_nothing

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    browser = Client()
    door = {"login": canaries["name"], "password": canaries["passphrase"], "shared": "on"}
    assert browser.post("/account/login/", door)["Location"] == "/account/"
    answer = browser.post("/account/delete/", {"stays": "no", "passphrase": canaries["passphrase"]})
    assert answer.status_code == 200, answer.content
    assert not Person.objects.exists()
    assert DBTaskResult.objects.filter(task_path=leave_nothing.module_path).count() == 1
    leave_nothing.call()


if __name__ == "__main__":
    main()
