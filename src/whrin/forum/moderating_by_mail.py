"""Moderation by letter, for those who want it: a letter about each post that waits, decided by answering.

The key of such a letter names what waited, the day and the post; addresses made of it are hers alone. An
answer counts only when our own mail server vouches for its sender, or she confirmed it.
"""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.forum import moderating
from whrin.forum.letters import absolute, listening, words_of
from whrin.forum.models import Participant, Post, Report
from whrin.forum.moderation_answers import Act, Decision, decision_in, word_for
from whrin.forum.moderation_queries import case, post_to_moderate
from whrin.forum.posting_by_mail import scrubbed
from whrin.forum.queries import NotThere
from whrin.forum.rules import is_moderator
from whrin.forum.sealing import name_in
from whrin.forum.thread_page import shown_title
from whrin.kit.days import today
from whrin.mailing.letters import Letter
from whrin.mailing.lists import Fate, Outcome
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.mailing.reading import sentinel
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError

KIND = "forum.moderate"
#: What the key of such a letter begins with.
MODERATE = "moderate:"
#: Days in which it can be answered.
DAYS = 14
_HELD, _REPORTED = "held", "reported"


def enqueue_for_moderators(post: Post) -> None:
    """Queue a letter about a post that waits to each moderator who wants one, in the transaction that has it
    wait. A second report while one is open is no news.
    """
    is_held = Post.objects.filter(pk=post.pk, state=Post.State.HELD).exists()  # it may be old in our hands
    state = _HELD if is_held else _REPORTED
    reports = Report.objects.filter(post=post)
    if state == _REPORTED and reports.filter(state=Report.State.OPEN).count() > 1:
        return
    key = f"{state}:{today().toordinal()}:{post.uid}"
    turn = f"{key} {reports.count()} {post.is_edited}"
    enqueue_many(
        ToSend(
            KIND,
            key,
            place.person,
            language_of(place.person),
            stem=mark_of(f"{KIND} {turn} {place.uid}", purpose="stem of a letter"),
        )
        for place in _moderators(post)
    )


def _moderators(post: Post) -> list[Participant]:
    if not post.thread.space.list_name or not settings.WHRIN_MAIL_DOMAIN:
        return []  # Without an address of its own a space cannot be answered.
    wanting = listening().filter(
        space=post.thread.space, role=Participant.Role.MODERATOR, moderates_by_mail=True
    )
    return [place for place in wanting if place.pk != post.author_id]


def compose_for_moderator(key: str, person: Person | None) -> Letter | None:
    """Return the letter about a post that waits; None: it waits no more, or she does not want it any more."""
    state, _day, uid = key.split(":")
    try:
        post, place = post_to_moderate(person, uid) if person is not None else (None, None)
    except NotThere:
        return None
    if post is None or place is None or not place.moderates_by_mail or not _waits(post, state):
        return None
    address = absolute(reverse("forum:moderate", args=[uid]))
    try:
        about = [] if place.is_neutral else [_about(post, place)]
    except CannotOpenError:
        return None  # Its author has deleted her account this moment.
    told = [
        sentinel(_("Write your answer above this line")),
        *about,
        _("Please have a look when you can:\n\n%(address)s") % {"address": address},
        how_to_answer(key),
    ]
    return Letter(
        subject=_("Something waits for you"),
        text="\n\n".join(told),
        list_name=place.space.list_name,
        key=MODERATE + key,
        reply_key=MODERATE + key,
    )


def _waits(post: Post, state: str) -> bool:
    if state == _HELD:
        return post.state == Post.State.HELD
    return Report.objects.filter(post=post, state=Report.State.OPEN).exists()


def _about(post: Post, place: Participant) -> str:
    """Return all that a moderator sees of a post on the web: why it waits, and its words."""
    said = [f"{report.label}: {report.words}".rstrip(": ") for report in case(post, place).reports]
    name = name_in(post.author) if post.author else _("Somebody")
    why = [str(post.get_state_display())] if post.state == Post.State.HELD else []
    return "\n\n".join([*why, *said, shown_title(post.thread), words_of(post, name)])


def how_to_answer(key: str) -> str:
    """Return what can be answered to a letter, in the language at hand."""
    state, day, _uid = key.split(":")
    words = {act.value: word_for(act, get_language() or "en") for act in Act}
    last = datetime.date.fromordinal(int(day)) + datetime.timedelta(days=DAYS)
    if state == _HELD:
        text = _(
            "To decide by e-mail, begin your answer with one of these:\n\n%(pass)s\n%(refuse)s: your reason"
            "\n\nThe author reads the reason. You can answer until %(day)s."
        )
    else:
        text = _(
            "To decide by e-mail, begin your answer with one of these:\n\n%(pass)s\n%(remove)s: your reason"
            "\n\nThe first lets the message stay. The author reads the reason. You can answer until %(day)s."
        )
    return text % {**words, "day": last.isoformat()}


def decide_by_letter(by: Participant, *, answers: str, body: str) -> Outcome:
    """Do what a moderator answers to such a letter; what is not clear is asked back."""
    key = answers.removeprefix(MODERATE)
    state, day, uid = key.split(":")
    if not is_moderator(by):
        return _told(answers, str(moderating.NotYours.message))
    post = Post.objects.filter(uid=uid, thread__space=by.space).select_related("thread__space").first()
    if post is None or not _waits(post, state):
        return _told(answers, str(moderating.DoneAlready.message))
    if today().toordinal() - int(day) > DAYS:
        address = absolute(reverse("forum:moderate", args=[uid]))
        return _told(
            answers,
            _("It is too late to answer that letter. Please decide on the web:\n\n%(address)s")
            % {"address": address},
        )
    decision = decision_in(body)
    if decision is None or (decision.act is Act.REFUSE and state != _HELD):
        told = _("We did not understand your answer, so nothing has happened.")
        return _told("", f"{told}\n\n{how_to_answer(key)}")
    return _decided(by, post, decision, answers)


def _decided(by: Participant, post: Post, decision: Decision, answers: str) -> Outcome:
    reason = scrubbed(decision.reason)
    acts: dict[Act, tuple[Callable[[], None], str]] = {
        Act.PASS: (
            lambda: moderating.dismiss_reports(by=by, post=post, reason=reason),
            _("Let it stay"),
        ),
        Act.REFUSE: (
            lambda: moderating.refuse_post(by=by, post=post, reason=reason),
            _("Do not let it through"),
        ),
        Act.REMOVE: (
            lambda: moderating.remove_post(by=by, post=post, reason=reason),
            _("Remove it, and all that quotes it"),
        ),
    }
    if post.state == Post.State.HELD:
        acts[Act.PASS] = (lambda: moderating.pass_post(by=by, post=post), _("Let it through"))
    act, label = acts[decision.act]
    try:
        act()
    except moderating.CannotModerate as refusal:
        return _told("", str(refusal.message))
    done = _("Done: %(what)s") % {"what": label}
    return _told(answers, f"{done}\n\n{reason}".rstrip())


def _told(key: str, word: str) -> Outcome:
    """Return an outcome; with a key the same letter by another way is known again."""
    return Outcome(Fate.OBEYED, key, word)


def is_stray(by: Participant, body: str) -> bool:
    """Say whether a letter to the space looks like a moderator's answer that lost its way: never post it."""
    return by.moderates_by_mail and is_moderator(by) and decision_in(body) is not None
