"""The name a participant has in one space: hers to choose, unlike any other there, leading nowhere else."""

from django.utils.translation import gettext_lazy as _

from whrin.forum.models import Participant, Space
from whrin.kit.text import clean_line
from whrin.people.choosing_names import is_harmless, offered_names
from whrin.people.marks import canonical_name, mark_of


class NameRefused(Exception):
    """The name cannot be taken in this space; `message` says why, for her."""

    message = _("Choose another name.")


class NameTaken(NameRefused):
    """Another participant of the space has this name, or one that reads the same."""

    message = _("Somebody here has this name already. Choose another.")


class NameUnfit(NameRefused):
    """Too short, too long, or it could lead to her."""

    message = _("A name has 2 to 40 signs. It is never a telephone number or an e-mail address.")


def mark_in(space: Space, name: str) -> str:
    """Return the mark by which a name is found in a space; another space's mark of it is another."""
    return mark_of(f"{space.pk}:{canonical_name(name)}", purpose="name in a space")


def checked_name(name: str) -> str:
    """Return a name as it is kept. Raises `NameUnfit`."""
    cleaned = clean_line(name)
    if not is_harmless(cleaned):
        raise NameUnfit
    return cleaned


def offered_in(space: Space) -> list[str]:
    """Return names that nobody has in this space, at most three."""
    marks = {mark_in(space, name): name for name in offered_names()}
    taken = Participant.objects.filter(mark__in=marks).values_list("mark", flat=True)
    return sorted(name for mark, name in marks.items() if mark not in set(taken))
