"""Strikes a hidden place out of everything that was ever said of a service: values, texts, history,
proposals, what reviewers wrote, records that were merged into it, and tables that wait at the desk.

Struck out are an address as it was kept, each of its parts between commas that is more than a word, the
postal code and the position; in any letter case, with whatever signs, spaces or line breaks between the
words. Words of it alone, other spellings and a rounded position are not: reviewers read every text.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.utils.text import slugify

from whrin.services.actions.waiting_lines import strike_lines
from whrin.services.actions.writing import free_slug
from whrin.services.content import Content, no_finer, secrets_of
from whrin.services.enums import Precision
from whrin.services.fields import FINE_PARTS, PLACE, TEXT_FIELDS, WEB_FIELDS
from whrin.services.models import Change, Proposal, Service, Verdict

#: What stands where something was struck out.
STRUCK = "[…]"
#: From the coarsest.
FINENESS = [Precision.NONE, Precision.COUNTRY, Precision.CITY, Precision.EXACT]
#: Signs between the words of an address, as they stand in texts and in web addresses.
_BETWEEN = r"(?:%[0-9A-Fa-f]{2}|[\W_])+"
_WORDS = re.compile(r"[^\W_]+")
Secrets = re.Pattern[str] | None


def strike(service: Service, field: str, precision: str) -> None:
    """Strike what is finer than `precision` out of the history of this place, and its words out of every
    text.

    Called when a place becomes coarser, is hidden from the start, or goes from a record that hides another.
    The rows of the place itself are written by whoever calls; the service's own texts are changed on the
    instance, which the caller saves.
    """
    everyone = [service, *service.absorbed.all()]
    changes = list(Change.objects.filter(service__in=everyone))
    proposals = list(Proposal.objects.filter(service__in=everyone))
    secrets = _secrets(field, precision, changes, proposals)
    struck = []
    for change in changes:
        before = (change.old, change.new, change.reference)
        change.old, change.new = (
            _without(change.field, value, field, precision, secrets) for value in before[:2]
        )
        change.reference = _blank_address(change.reference, secrets)
        # A record that is new has nothing to strike out, and there are many of them in an import.
        if (change.old, change.new, change.reference) != before:
            struck.append(change)
    Change.objects.bulk_update(struck, ["old", "new", "reference"], batch_size=200)
    _strike_proposals(proposals, field, precision, secrets)
    for one in everyone if secrets else ():
        _strike_texts(one, secrets)
        if one is not service:
            one.save()
    if secrets:
        strike_lines(everyone, partial(_waiting_content, field=field, precision=precision, secrets=secrets))


def _waiting_content(content: Content, *, field: str, precision: str, secrets: Secrets) -> Content:
    """Return what a line of a table may still say: unlike a proposal it is read by nobody who would see that
    the record hides the place by now, so the place in it is told no finer than that.
    """
    kept: Content = {}
    for name, value in content.items():
        told = _new_place(name, _without(name, value, field, precision, secrets), secrets)
        if name.startswith(PLACE) and (name == field or told != value):
            told = told and no_finer({**told, "precision": _coarser(told.get("precision", ""), precision)})
        kept[name] = told
    return kept


def _strike_proposals(proposals: list[Proposal], field: str, precision: str, secrets: Secrets) -> None:
    for proposal in proposals:
        proposal.changes = {
            name: {
                side: _new_place(name, _without(name, value, field, precision, secrets), secrets)
                for side, value in pair.items()
            }
            for name, pair in proposal.changes.items()
        }
        proposal.note, proposal.reply = _blank(proposal.note, secrets), _blank(proposal.reply, secrets)
    Proposal.objects.bulk_update(proposals, ["changes", "note", "reply"], batch_size=200)
    verdicts = list(Verdict.objects.filter(proposal__in=proposals).exclude(note="")) if proposals else []
    for verdict in verdicts:
        verdict.note = _blank(verdict.note, secrets)
    Verdict.objects.bulk_update(verdicts, ["note"], batch_size=200)


def _strike_texts(service: Service, secrets: Secrets) -> None:
    for name in TEXT_FIELDS:
        if name != "organisation":
            setattr(service, name, _blank(getattr(service, name), secrets))
    for name in WEB_FIELDS:
        setattr(service, name, _blank_address(getattr(service, name), secrets))
    if _blank(service.slug, secrets) != service.slug:
        service.slug = free_slug(slugify(service.name), Service)


def _secrets(field: str, precision: str, changes: list[Change], proposals: list[Proposal]) -> Secrets:
    values = [value for change in changes if change.field == field for value in (change.old, change.new)]
    values += [value for each in proposals for value in each.changes.get(field, {}).values()]
    return _pattern(secret for value in values for secret in secrets_of(value, precision))


def _pattern(secrets: Iterable[str]) -> Secrets:
    """Return what finds any of these texts, the longest first, so that no part of it is left over."""
    patterns = {
        _BETWEEN.join(map(re.escape, words)) if (words := _WORDS.findall(secret)) else re.escape(secret)
        for secret in secrets
    }
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)), re.IGNORECASE) if patterns else None


def _without(name: str, value: Any, field: str, precision: str, secrets: Secrets) -> Any:
    if name == field and isinstance(value, Mapping):
        kept = no_finer({**value, "precision": _coarser(value.get("precision", ""), precision)})
        return kept and {**kept, "precision": value.get("precision", "")}
    if name.startswith(PLACE) or not isinstance(value, str):
        return value
    return (_blank_address if name in WEB_FIELDS else _blank)(value, secrets)


def _new_place(name: str, value: Any, secrets: Secrets) -> Any:
    """Return a place that somebody proposed anew without what is fine of it, where it is the hidden one."""
    if not (name.startswith(f"{PLACE}new") and isinstance(value, Mapping)):
        return value
    is_it = any(_blank(str(value.get(part, "")), secrets) != value.get(part, "") for part in FINE_PARTS)
    return {**value, **dict.fromkeys(FINE_PARTS, "")} if is_it else value


def _coarser(one: str, other: str) -> str:
    return min(
        one, other, key=lambda each: FINENESS.index(Precision(each)) if each in Precision.values else 0
    )


def _blank(text: str, secrets: Secrets) -> str:
    return secrets.sub(STRUCK, text) if secrets else text


def _blank_address(text: str, secrets: Secrets) -> str:
    """Return a web or e-mail address, or nothing where it tells the place: a half leads nowhere."""
    return "" if secrets and secrets.search(text) else text
