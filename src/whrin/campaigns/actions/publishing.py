"""Publishing: a paper goes out as an edition that never changes; corrections and its end are said openly."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from whrin.audit.actions import record
from whrin.campaigns.actions.freezing import evidence_missing, facts_of
from whrin.campaigns.actions.showing import show_paper_anew, show_when_its_moment_comes
from whrin.campaigns.actions.slugs import slug_for
from whrin.campaigns.actions.versions import content_of, digest_of, keep_version
from whrin.campaigns.enums import Block, Role, State, Why
from whrin.campaigns.models import Edition, Paper, Seat
from whrin.campaigns.queries import readable_papers
from whrin.campaigns.rules import may_publish
from whrin.kit.days import today
from whrin.kit.text import clean_line
from whrin.people.models import Person

#: Sections of a kind that no page of ours may show, by their names.
CONFIDENTIAL = frozenset({"confidential"})
#: What else has to be in order: sentences that say what is not.
Check = Callable[[Paper], Iterable[str]]
_checks: dict[str, Check] = {}


class CannotPublish(Exception):
    """Something is missing; nothing was changed. `missing`: what, in sentences for the reader."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class MayNotPublish(Exception):
    """She may not publish for the network."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Only the staff that publishes for the network can do that."))


class LacksWords(Exception):
    """A correction says what was corrected; a withdrawal says why."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Please say what changed, or why. Readers see it."))


class NotPublic(Exception):
    """The paper is not public, so that there is nothing to correct or withdraw."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("This paper is not public."))


def register_check(name: str, check: Check) -> None:
    """Have publication wait for something more. The last registration of a name wins."""
    _checks[name] = check


def missing_for(paper: Paper) -> list[str]:
    """Return what is missing until a paper can be published; nothing: it can be."""
    missing = []
    if paper.state not in {State.AGREED, State.OPEN}:
        missing.append(_("Only what was agreed on can be published: the sign-off comes first."))
    else:
        kept = paper.versions.filter(why__in=[Why.AGREED, Why.OPENED]).first()
        if kept is None or kept.digest != digest_of(content_of(paper)):
            missing.append(_("Its words are not those that were agreed on. Take it back, and agree anew."))
    if _has_confidential(paper):
        missing.append(_("A section that stays confidential has words. Send it as a file instead."))
    checked = (words for check in _checks.values() for words in check(paper))
    return list(dict.fromkeys([*missing, *evidence_missing(paper), *checked]))


def _has_confidential(paper: Paper) -> bool:
    words = [part for part in content_of(paper) if part["kind"] != Block.HEADING]
    return any(part["slot"] in CONFIDENTIAL and any(part["texts"].values()) for part in words)


@transaction.atomic
def publish_paper(*, paper: Paper, by: Person | None) -> Edition:
    """Publish a paper: its first edition. Before the end of an embargo nobody is shown it. Raises
    `MayNotPublish`, `CannotPublish`.
    """
    held = _held(paper, by)
    if held.editions.exists():
        raise CannotPublish([_("It was published already: correct it.")])
    return _issue(held, paper, Why.PUBLISHED, "", by)


@transaction.atomic
def correct_paper(*, paper: Paper, note: str, by: Person | None) -> Edition:
    """Publish another edition, agreed on anew, with a note that says what was corrected; the earlier ones
    stay. Raises `MayNotPublish`, `NotPublic`, `LacksWords`, `CannotPublish`.
    """
    held = _held(paper, by)
    if not held.editions.exists() or held.state == State.WITHDRAWN:
        raise NotPublic
    if not (said := clean_line(note)[:500]):
        raise LacksWords
    return _issue(held, paper, Why.CORRECTED, said, by)


def _issue(held: Paper, given: Paper, why: Why, note: str, by: Person | None) -> Edition:
    if missing := missing_for(held):
        raise CannotPublish(missing)
    version, facts = keep_version(paper=held, why=why, by=by, note=note), facts_of(held)
    number = (held.editions.aggregate(most=Max("number"))["most"] or 0) + 1
    edition = Edition.objects.create(
        paper=held,
        number=number,
        version=version,
        facts=facts,
        note=note,
        digest=digest_of({"version": version.digest, "facts": facts}),
    )
    held.slug, held.state = slug_for(held), State.PUBLISHED
    held.published_on = held.published_on or today()
    held.save(update_fields=["slug", "state", "published_on"])
    record(verb="publish paper", about=held, by=by, edition=number, digest=edition.digest)
    show_paper_anew(held)
    show_when_its_moment_comes(held)
    given.refresh_from_db()
    return edition


@transaction.atomic
def begin_correction(*, paper: Paper, by: Person) -> None:
    """Let a published paper be written on again; what was published stays as it is until the correction is
    agreed on. For its holder and the staff that publishes. Raises `MayNotPublish`, `NotPublic`.
    """
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    is_holder = Seat.objects.filter(paper=held, person=by, role=Role.HOLDER).exists()
    if not is_holder and not may_publish(by):
        raise MayNotPublish
    if held.state != State.PUBLISHED:
        raise NotPublic
    held.state = State.WRITING
    held.save(update_fields=["state"])
    record(verb="begin correction", about=held, by=by)
    show_paper_anew(held)
    paper.refresh_from_db()


@transaction.atomic
def withdraw_paper(*, paper: Paper, reason: str, by: Person | None) -> None:
    """Withdraw a public paper: its address stays and says so, with the reason. Twice is once. Raises
    `MayNotPublish`, `NotPublic`, `LacksWords`.
    """
    held = _held(paper, by)
    if held.state == State.WITHDRAWN:
        return
    if held.state != State.OPEN and held.published_on is None:
        raise NotPublic
    if not (said := clean_line(reason)[:300]):
        raise LacksWords
    held.state, held.withdrawn_because = State.WITHDRAWN, said
    held.save(update_fields=["state", "withdrawn_because"])
    record(verb="withdraw paper", about=held, by=by)
    show_paper_anew(held)
    paper.refresh_from_db()


def release_papers() -> int:
    """Show the papers whose embargo has passed, published or open for signatures, and forget the embargo;
    return how many.
    """
    return sum(map(_release, readable_papers().filter(embargo_until__isnull=False)))


@transaction.atomic
def _release(paper: Paper) -> bool:
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if held.embargo_until is None or held.is_embargoed():
        return False
    held.embargo_until = None
    held.save(update_fields=["embargo_until"])
    show_paper_anew(held)
    return True


def _held(paper: Paper, by: Person | None) -> Paper:
    if by is not None and not may_publish(by):
        raise MayNotPublish
    return Paper.objects.select_for_update().get(pk=paper.pk)
