"""A paper, who works on it, what it says in each language, and what it said before."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import Block, Role, Standing, State, Why
from whrin.campaigns.models.front import Campaign
from whrin.campaigns.models.kinds import PaperKind
from whrin.events.models import Session
from whrin.kit.days import today
from whrin.library.models import Work
from whrin.people.models import Person
from whrin.places.models import Country


class Paper(models.Model):
    """What the network says, or tells a body. Kept for ever once it was public; until then, until its holder
    deletes it.

    `slug`: its public name, empty until it is opened or published. `style`: of citations, as the library
    names them; empty: the first. `session`: where it is submitted; `country`: whom it is about.
    `needs_lived_experience`: the rule of sign-off, where the site's setting has it on. `embargo_until`:
    before that moment a published one, or one that is open, is shown to nobody; empty once it was shown.
    `work`: its entry in the library.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, blank=True)
    kind = models.ForeignKey(PaperKind, models.PROTECT, related_name="papers", verbose_name=_("kind"))
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="papers", verbose_name=_("campaign")
    )
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="papers", verbose_name=_("session")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("country")
    )
    is_coalition = models.BooleanField(_("by a coalition"), default=False)
    original_language = models.CharField(_("language it is written in"), max_length=20, default="en")
    style = models.CharField(_("style of citations"), max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITING)
    needs_lived_experience = models.BooleanField(_("women with lived experience sign it off"), default=True)
    minutes = models.PositiveSmallIntegerField(_("minutes, when it is spoken"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("not before"), null=True, blank=True)
    made_on = models.DateField(default=today)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="papers")
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-made_on", "uid"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        permissions = [("publish_paper", "Can publish and withdraw papers")]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="paper_slug_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "published", "withdrawn"]) | ~Q(slug=""),
                name="paper_public_has_slug",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False),
                name="paper_published_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""), name="paper_withdrawn_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.slug or str(self.uid)

    @property
    def is_public(self) -> bool:
        """Return whether anybody may read it, an embargo apart."""
        return self.state in {State.OPEN, State.PUBLISHED}

    def is_embargoed(self) -> bool:
        """Return whether its moment is still to come."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()


class Seat(models.Model):
    """Somebody's part in a paper. Told to others on the paper alone. Deleted with either."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="paper_seats")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "person", "role"], name="seat_once"),
            models.UniqueConstraint(fields=["paper"], condition=Q(role="holder"), name="paper_one_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class Paragraph(models.Model):
    """A place in a paper: its words are in `Wording`, one row a language. Kept with the paper.

    `slot`: the section of the kind it belongs to. The title is the one of kind title, at position 0. What is
    removed stays, for versions and remarks.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=15, choices=Block.choices, default=Block.TEXT)
    slot = models.CharField(max_length=40, blank=True)
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "uid"]
        indexes = [models.Index(fields=["paper", "position"], name="paragraph_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"], condition=Q(kind="title", is_removed=False), name="paper_one_title"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class Wording(models.Model):
    """What a paragraph says in one language (BCP 47). Kept with it.

    `edition` counts changes from 1. `basis`: of a translation, the edition of the original that it says; 0
    for the original itself. A translation whose basis is older than the original is out of date.
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    basis = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_on = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paragraph", "language"], name="wording_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.edition}"


class Revision(models.Model):
    """What a wording said before. Kept with the paper; deleted when the paper is published, for the versions
    are kept.
    """

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="revisions")
    edition = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    day = models.DateField(default=today)

    class Meta:
        ordering = ["-edition"]
        constraints = [models.UniqueConstraint(fields=["wording", "edition"], name="revision_once")]

    def __str__(self) -> str:
        return str(self.edition)


class Version(models.Model):
    """A paper as it was at one moment, in all its languages. Never changed; kept with the paper.

    `content`: in order, `{"uid", "kind", "slot", "texts": {language: words}, "out_of_date": [languages]}`.
    `digest`: SHA-256 of it, as canonical JSON.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=10, choices=Why.choices)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_on = models.DateField(default=today)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="version_once")]

    def __str__(self) -> str:
        return str(self.number)


class Citation(models.Model):
    """Evidence that a paper cites, alive until it is published. Kept with the paper.

    `number`: how its text names it: `[@3]`. `source`, `key`: as `documents.evidence` knows it. `locator`: a
    page or an article, in words. `fact`: what the source said when it was read last; `before`: what it said
    before that, until the holder has seen the change.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="citations")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=500)
    locator = models.CharField(max_length=100, blank=True)
    fact = models.JSONField()
    before = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=Standing.choices, default=Standing.FRESH)
    read_on = models.DateField(default=today)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="citation_number_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class NeverChanged(Exception):
    """What was published stays as it was: a correction is a new edition."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions are added and read; nothing else."""

    def update(self, **_columns: Any) -> int:
        raise NeverChanged

    def bulk_update(self, *_args: Any, **_options: Any) -> int:
        raise NeverChanged

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverChanged


class Edition(models.Model):
    """A paper as it was published, with its evidence as it was that day. Never changed; kept for ever.

    `number` counts from 1: a correction is a new edition, with a note that says what. `facts`: by the number
    of the citation, `{"source", "key", "locator", "fact"}`. `digest`: SHA-256 of version and facts.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="editions")
    facts = models.JSONField(default=dict)
    note = models.CharField(max_length=500, blank=True)
    day = models.DateField(default=today)
    digest = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it. Raises `NeverChanged` for one that is there."""
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NeverChanged
