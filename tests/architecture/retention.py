"""Each model says in its docstring how long its rows are kept, or what ends them."""

import re
from collections.abc import Iterable

from django.db.models import Model

_SAYS = re.compile(r"\b(kept|erased|deleted|removed|forgotten|goes with|made again)\b", re.IGNORECASE)


def silent_on_retention(models: Iterable[type[Model]]) -> list[str]:
    """Return `room.Model` of each model whose own docstring does not say how long its rows are kept."""
    return [
        f"{model._meta.label}: its docstring does not say how long a row is kept"
        for model in models
        if not _SAYS.search(model.__dict__.get("__doc__") or "")
    ]
