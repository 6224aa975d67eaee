"""Collections: works that belong together for a reader, by hand or by a search."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.library.models.works import Work


class Collection(models.Model):
    """A shelf made for a purpose. Public when `is_public`; kept until an editor deletes it.

    Either chosen by hand (`items`, in their order) or what a search finds: `search` holds the list's own
    parameters, such as `topic=hiv&language=es`.
    """

    slug = models.SlugField(_("stable name"), max_length=80, unique=True)
    search = models.CharField(_("search it shows"), max_length=500, blank=True)
    works = models.ManyToManyField(Work, through="CollectionItem", related_name="collections", blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def __str__(self) -> str:
        # One that was just removed has no texts to ask for.
        text = next(iter(self.texts.all()), None) if self.pk else None
        return text.title if text else self.slug


class CollectionText(models.Model):
    """A collection's name and purpose in one language. Public and kept with it."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("what it is for"), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "language"], name="collection_text_once")
        ]

    def __str__(self) -> str:
        return self.title


class CollectionItem(models.Model):
    """One work of a collection that was chosen by hand. Public and kept with it."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    work = models.ForeignKey(Work, models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["collection", "work"], name="collection_item_once")]

    def __str__(self) -> str:
        return str(self.work)
