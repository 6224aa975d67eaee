"""Whether other rooms refer to a row, found through Django's own map of relations."""

from django.db import models


def is_used(row: models.Model) -> bool:
    """Say whether a row of another app points at `row`, by a foreign key or a many-to-many relation."""
    own_app = row._meta.app_label  # noqa: SLF001 - `_meta` and `_base_manager` are Django's documented API
    return any(
        relation.field.model._base_manager.filter(**{relation.field.name: row}).exists()  # noqa: SLF001 - as above
        for relation in row._meta.related_objects  # noqa: SLF001 - as above
        if relation.field.model._meta.app_label != own_app  # noqa: SLF001 - as above
    )
