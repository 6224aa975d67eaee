"""Where the buttons of a page lead, and which instances are still to be asked."""

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question, Repeat, controls_of
from whrin.surveys.xform.growing import blank_at, leaves, path_of, place_of
from whrin.surveys.xform.offers import questions
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

from .naming import key_of
from .plan import Page, page_at, pages_of


def after(session: Session, page: Page) -> Page | None:
    """Return where the next button leads from a page; None: to the end.

    Instances that hold answers are passed over: their own page lists them.
    """
    pages = pages_of(session)
    here = next((number for number, other in enumerate(pages) if other.key == page.key), len(pages))
    blanks = _Blanks(session)
    for other in pages[here + 1 :]:
        entered = [node for node in other.instances if not any(node is mine for mine in page.instances)]
        if all(blanks.is_blank(node) for node in entered):
            return other
    return None


def before(session: Session, page: Page) -> Page | None:
    """Return where the back button leads from a page; None: to the beginning.

    Out of an instance it leads to the page that lists it, unless the first was only just begun.
    """
    pages = pages_of(session)
    here = next((number for number, other in enumerate(pages) if other.key == page.key), 0)
    inside = (other for other in reversed(pages[:here]) if _is_within(other, page))
    found = next(inside, None)
    mine = page.instances[-1] if page.instances else None
    if mine is None or (found is not None and _is_within(page, found)):
        return found
    if mine.position() == 1 and is_blank(session, mine):
        return found
    return page_at(session, list_key(mine)) or found


def _is_within(outer: Page, inner: Page) -> bool:
    """Say whether one page stands in no instance in which the other does not stand, too."""
    return all(any(node is other for other in inner.instances) for node in outer.instances)


def list_key(instance: Node) -> str:
    """Return the key of the page that lists an instance."""
    return key_of(place_of(instance).rpartition("[")[0])


def leads(session: Session, page: Page, act: str, about: str) -> str:
    """Return the key of the page to which a button leads: `next`, `back`, `go` to `about`; others stay.

    "" leads to the end, or to the beginning.
    """
    if act == "go":
        return about if page_at(session, about) else page.key
    ways = {"next": after, "back": before}
    led = ways[act](session, page) if act in ways else page
    return led.key if led else ""


def is_blank(session: Session, instance: Node) -> bool:
    """Say whether nothing was answered in an instance yet; what the form fills in itself does not count."""
    return _Blanks(session).is_blank(instance)


class _Blanks:
    """Knows which instances hold no answer."""

    def __init__(self, session: Session) -> None:
        form = session.form
        given = {event.target for event in form.events}
        for control in controls_of(form.body):
            if isinstance(control, Question | Repeat):
                given |= {event.target for event in control.events}
        self._asked = {
            question.path
            for question in questions(form)
            if question.path not in given
            and form.bind(question.path).calculate is None
            and not getattr(blank_at(form, question.path), "text", "")
        }

    def is_blank(self, instance: Node) -> bool:
        return not any(to_text(node.value) and path_of(node) in self._asked for node in leaves(instance))
