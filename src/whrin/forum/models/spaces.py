"""Where members talk, and under which name each is known there."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person


def new_uid() -> str:
    """Return 26 signs (130 bits): a row's name outside the database."""
    return "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _sign in range(26))


class Space(models.Model):
    """A room of the forum, and a mailing list. Kept until the coordinator removes it, with all in it.

    `access` says who may read; writing always needs a place in the space. `list_name` is the local part of
    its address, neutral on purpose; empty: no mail. `wrapped_key` seals what belongs to the space and not to
    a person: detached posts, moderators' words. `months_kept`: threads without a new post for so long are
    deleted; null keeps them. `held_first`: so many first posts of each newcomer wait for a moderator.
    `slow_minutes`: a participant may write once in so many minutes. `language`: of name, purpose, rules.
    """

    class Access(models.TextChoices):
        OPEN = "open", _("Open to read")
        MEMBERS = "members", _("Members only")
        COHORT = "cohort", _("Closed group, by invitation")
        LIVED = "lived", _("Women with lived experience only")

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.TextField(_("purpose"), blank=True)
    rules = models.TextField(_("rules"), blank=True)
    language = models.CharField(_("language"), max_length=20, default="en")
    access = models.CharField(
        _("who may read"), max_length=10, choices=Access.choices, default=Access.MEMBERS
    )
    list_name = models.CharField(_("name of the mailing list"), max_length=24, blank=True)
    held_first = models.PositiveSmallIntegerField(_("first posts held"), default=3)
    slow_minutes = models.PositiveSmallIntegerField(_("minutes between posts of one person"), default=0)
    is_frozen = models.BooleanField(_("frozen"), default=False)
    months_kept = models.PositiveSmallIntegerField(_("months a quiet thread is kept"), null=True, blank=True)
    wrapped_key = models.TextField(editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_name"], condition=~models.Q(list_name=""), name="list_name_once"
            )
        ]
        verbose_name = _("space")
        verbose_name_plural = _("spaces")

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """A person in a space, under the name she has there. Deleted when she leaves it, or with her account.

    `sealed_name`: the pseudonym, under her data key (label `forum.Participant:UID`); `mark` is its keyed
    fingerprint within the space, so that no two are alike. `uid` is her name in addresses. `passed` counts
    posts that moderators let through, up to the space's `held_first`. `delivery` is how she hears of posts;
    `seen` is the id of the last post a digest told her of. `is_neutral`: letters say nothing of what they are
    about. `hour`: of her day, UTC, when a digest comes. `moderates_by_mail`: a moderator gets a letter about
    each post that waits, and decides by answering.
    """

    class Role(models.TextChoices):
        MEMBER = "member", _("Participant")
        MODERATOR = "moderator", _("Moderator")

    class Delivery(models.TextChoices):
        EACH = "each", _("Each post")
        DAILY = "daily", _("A digest each day")
        WEEKLY = "weekly", _("A digest each week")
        HEADLINES = "headlines", _("Headlines without content, each week")
        NOTHING = "nothing", _("Nothing; I read on the web")

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="places_in_spaces")
    sealed_name = models.TextField()
    mark = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    passed = models.PositiveSmallIntegerField(default=0)
    is_silenced = models.BooleanField(default=False)
    delivery = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.NOTHING)
    is_neutral = models.BooleanField(default=True)
    moderates_by_mail = models.BooleanField(default=False)
    hour = models.PositiveSmallIntegerField(default=7)
    paused_until = models.DateField(null=True, blank=True)
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="one_place_in_a_space")]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return self.uid
