"""The safety net under the page cache: a change of anything public begins a new edition, whoever made it.

Actions call `advance_on_commit` themselves; this also catches the desk, a shell and a third party's code. It
is the one use of signals in the house, and it never decides anything about content.
"""

from typing import Any

from django.db import connection, models
from django.db.models.signals import m2m_changed, post_delete, post_save

from whrin.kit.edition import advance_on_commit

#: Rows that no reader's page is made from: history, sign-in, background work.
PRIVATE_APPS = frozenset(
    {
        "account",
        "audit",
        "contenttypes",
        "django_tasks_database",
        "django_tasks_db",
        "mfa",
        "migrations",
        "sessions",
        "wagtailsearch",
        "modelsearch",
        "vault",
    }
)
#: Single models of rooms that are otherwise public.
PRIVATE_MODELS = frozenset(
    {
        # Most wait for an answer; what comes to be read, or no longer, begins an edition in its action. A
        # new edition with each would drop every page of the site while thousands sign.
        "campaigns.signature",
        "library.importrun",
        "library.importfault",
        "library.importnote",
        "wagtailadmin.editingsession",
        "wagtailcore.modellogentry",
        "wagtailcore.pagelogentry",
        "wagtailcore.referenceindex",
        "wagtailcore.revision",
    }
)


def is_public(model: type[models.Model]) -> bool:
    """Say whether a reader's page may be made from rows of `model`."""
    meta = model._meta  # noqa: SLF001 - Django's documented way to ask a model about itself
    return meta.app_label not in PRIVATE_APPS and meta.label_lower not in PRIVATE_MODELS


def _changed(sender: type[models.Model], **signal: Any) -> None:
    if signal.get("raw") or not is_public(sender):
        return
    if signal.get("action", "post_").startswith("post_") and not _is_already_on_its_way():
        advance_on_commit()


def _is_already_on_its_way() -> bool:
    # An import saves thousands of rows in one transaction; one new edition is enough.
    waiting = connection.run_on_commit
    return bool(waiting) and any(getattr(entry[1], "__name__", "") == "advance" for entry in waiting[-3:])


def watch() -> None:
    """Listen for changes of any model. Called once, when the applications are ready."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_changed, dispatch_uid="whrin.server.editions")
