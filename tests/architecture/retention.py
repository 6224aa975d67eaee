"""Each model says in its docstring how long its rows are kept, or what ends them."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Model

_SAYS = re.compile(r"\b(kept|erased|deleted|removed|forgotten|goes with|made again)\b", re.IGNORECASE)


def silent_on_retention(models: Iterable[type[Model]]) -> list[str]:
    """Return a line for each model that does not say it in its docstring, nor in that of a base of ours."""
    return [
        f"{model._meta.label}: its docstring does not say how long a row is kept"
        for model in models
        if not _SAYS.search("\n".join(_own_words(model)))
    ]


def _own_words(model: type[Model]) -> Iterator[str]:
    for base in model.__mro__:
        if base is model or base.__module__.startswith("whrin."):
            yield base.__dict__.get("__doc__") or ""
