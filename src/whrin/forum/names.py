"""The name a participant has in one space: hers to choose, unlike any other there, leading nowhere else."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from whrin.forum.models import Space
from whrin.kit.text import clean_line
from whrin.people.marks import canonical_name, mark_of
from whrin.people.telephones import looks_like_a_telephone_number

SHORTEST, LONGEST = 2, 40


class NameRefused(Exception):
    """The name cannot be taken in this space; the message says why, for her."""

    message = _("Choose another name.")


class NameTaken(NameRefused):
    """Another participant of the space has this name, or one that reads the same."""


class NameUnfit(NameRefused):
    """Too short, too long, or it could lead to her."""

    message = _("A name has 2 to 40 signs. It is never a telephone number or an e-mail address.")


def mark_in(space: Space, name: str) -> str:
    """Return the mark by which a name is found in a space; another space's mark of it is another."""
    return mark_of(f"{space.pk}:{canonical_name(name)}", purpose="name in a space")


def checked_name(name: str) -> str:
    """Return a name as it is kept. Raises `NameUnfit`."""
    cleaned = clean_line(name)
    has_word = any(unicodedata.category(sign)[0] in "LN" for sign in cleaned)
    leads_to_her = "@" in cleaned or looks_like_a_telephone_number(cleaned)
    if not SHORTEST <= len(cleaned) <= LONGEST or not has_word or leads_to_her:
        raise NameUnfit
    return cleaned
