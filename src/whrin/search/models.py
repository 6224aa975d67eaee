"""What search keeps beside the engine's own index. Derived from the rooms; can be dropped and rebuilt at
any time.
"""

from django.db import models


class Document(models.Model):
    """One entry of a shelf as it was last indexed.

    Public content only; kept while the entry stands on its shelf. `id` is given by us and dense, for it is
    the place of the document's bit in every set. `facets`: lines of `name=value`. `languages`, `spellings`:
    distinct, space-joined; spellings are the words of title, subjects and summary, in small letters with
    their accents.
    """

    id = models.IntegerField(primary_key=True)
    shelf = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    date = models.IntegerField()
    added = models.IntegerField()
    facets = models.TextField()
    languages = models.TextField()
    spellings = models.TextField()
    card = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shelf", "key"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.shelf}:{self.key}"


class Word(models.Model):
    """A word as the documents of a shelf spell it, with the number of documents. `head` and `tail`:
    the first and last two letters of the folded word; one typing mistake leaves one of them whole. For "did
    you mean". Public content, kept as long as its shelf.
    """

    shelf = models.CharField(max_length=40)
    word = models.CharField(max_length=60)
    folded = models.CharField(max_length=60)
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=2)
    count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shelf", "word"], name="search_word_once")]
        indexes = [
            models.Index(fields=["shelf", "head"], name="search_word_head"),
            models.Index(fields=["shelf", "tail"], name="search_word_tail"),
            models.Index(fields=["shelf", "folded"], name="search_word_folded"),
            # None on the count: PostgreSQL then counts in place, and touches no index.
        ]

    def __str__(self) -> str:
        return self.word


class Change(models.Model):
    """A step of the index, so that every process learns what to look at again. The latest few thousand are
    kept.

    `document` is empty when it is the synonyms that changed. `mark` is random: a number given anew after a
    rollback is told apart.
    """

    mark = models.BigIntegerField()
    document = models.IntegerField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
