"""Which pages a form has now, in their order, and where one leads.

A page is a run of questions, a group, or, where the author wants it (`style: pages`), one question. Repeats
have a page for each instance's questions and, where she says how many there are, one that lists them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Control, Group, Question, Repeat, controls_of
from whrin.surveys.xform.growing import path_of, place_of
from whrin.surveys.xpath import ExpressionError, Node

from .naming import key_of

#: Questions on one page; a longer group goes on on the next.
MOST_QUESTIONS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `controls`: what it asks, whose places are found below `within`.

    `headings`: groups and instances that it stands in, outermost first. `instances`: those of them of which
    there may be as many as she likes. `repeat`: on the page that lists its instances, which are below
    `within`; then it asks nothing itself.
    """

    key: str
    within: Node
    controls: tuple[Control, ...] = ()
    headings: tuple[tuple[Group | Repeat, Node], ...] = ()
    instances: tuple[Node, ...] = ()
    repeat: Repeat | None = None


def pages_of(session: Session) -> list[Page]:
    """Return the pages that have something to ask or to say now, in their order."""
    return _Plan(session).made()


def page_at(session: Session, key: str) -> Page | None:
    """Return the page with a key; None where there is none (any more, or yet)."""
    return next((page for page in pages_of(session) if page.key == key), None)


def asked_on(page: Page) -> Iterator[tuple[Question, Node]]:
    """Yield each question of a page with its place, relevant or not."""
    path = path_of(page.within)
    for control in controls_of(page.controls):
        if isinstance(control, Question):
            node = below(page.within, path, control.path)
            if node is not None:
                yield control, node


def below(node: Node, own: str, path: str) -> Node | None:
    """Return the first node at a path below a node, whose own path is `own`; None where there is none."""
    if path != own and not path.startswith(f"{own}/"):
        return None
    for step in path[len(own) :].strip("/").split("/") if path != own else ():
        found = next((child for child in node.children if child.name == step), None)
        if found is None:
            return None
        node = found
    return node


def instances_of(repeat: Repeat, within: Node) -> list[Node]:
    """Return the instances of a repeat below a node, in their order."""
    name = repeat.path.rpartition("/")[2]
    return [child for child in within.children if child.name == name]


def is_counted(repeat: Repeat) -> bool:
    """Say whether the form knows how many instances there are."""
    return repeat.count is not None or repeat.is_fixed


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the plan stands: a node, its path, what is around it."""

    node: Node
    path: str
    headings: tuple[tuple[Group | Repeat, Node], ...] = ()
    instances: tuple[Node, ...] = ()


@dataclass(slots=True)
class _Run:
    """Questions that come together on one page."""

    controls: list[Control] = field(default_factory=list)
    count: int = 0


class _Plan:
    """Walks through a form once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._one_each = "pages" in session.form.style.split()
        self._pages: list[Page] = []
        self._keys: set[str] = set()

    def made(self) -> list[Page]:
        first = self._session.root.children[0]
        self._walk(self._session.form.body, _Place(first, f"/{first.name}"), is_top=True)
        return self._pages

    def _walk(self, controls: tuple[Control, ...], place: _Place, *, is_top: bool = False) -> None:
        run = _Run()
        for control in controls:
            size = _size(control)
            apart = self._is_apart(control, size, is_top=is_top)
            if run.controls and (apart or self._one_each or run.count + size > MOST_QUESTIONS):
                self._flush(run, place)
                run = _Run()
            if apart:
                self._apart(control, place)
            else:
                run.controls.append(control)
                run.count += size
        self._flush(run, place)

    def _is_apart(self, control: Control, size: int, *, is_top: bool) -> bool:
        """Say whether a control has pages of its own."""
        if isinstance(control, Question):
            return False
        if isinstance(control, Repeat) or _holds_repeat(control) or size > MOST_QUESTIONS:
            return True
        return is_top or self._one_each

    def _apart(self, control: Control, place: _Place) -> None:
        if isinstance(control, Repeat):
            self._repeat(control, place)
        elif isinstance(control, Group):
            node = below(place.node, place.path, control.path) if control.path else place.node
            if node is None:
                return
            inside = _Place(
                node, control.path or place.path, (*place.headings, (control, node)), place.instances
            )
            together = "field-list" in control.appearance.split()
            if together and self._one_each and not _holds_repeat(control):
                self._together(control, inside)
            else:
                self._walk(control.children, inside)

    def _together(self, group: Group, place: _Place) -> None:
        run = _Run()
        for control in group.children:
            size = _size(control)
            if run.controls and run.count + size > MOST_QUESTIONS:
                self._flush(run, place)
                run = _Run()
            run.controls.append(control)
            run.count += size
        self._flush(run, place)

    def _repeat(self, repeat: Repeat, place: _Place) -> None:
        parent = below(place.node, place.path, repeat.path.rpartition("/")[0])
        if parent is None:
            return
        for node in instances_of(repeat, parent):
            instances = place.instances if is_counted(repeat) else (*place.instances, node)
            inside = _Place(node, repeat.path, (*place.headings, (repeat, node)), instances)
            self._walk(repeat.children, inside, is_top=True)
        if not is_counted(repeat) and self._may_be_added(repeat, parent):
            key = "~".join(filter(None, (key_of(place_of(parent)), repeat.path.rpartition("/")[2])))
            self._add(Page(key, parent, (), place.headings, place.instances, repeat))

    def _may_be_added(self, repeat: Repeat, parent: Node) -> bool:
        """Say whether a repeat is relevant, also where it has no instance that could be asked."""
        if not parent.relevant:
            return False
        to_be = _instance_to_be(repeat, parent)
        relevant = self._session.bind(to_be).relevant
        try:
            return relevant is None or relevant.truth(self._session.frame(to_be))
        except ExpressionError:
            return False

    def _flush(self, run: _Run, place: _Place) -> None:
        if not run.controls:
            return
        first = next((c for c in controls_of(tuple(run.controls)) if isinstance(c, Question)), None)
        node = below(place.node, place.path, first.path) if first else None
        if node is None:
            return
        page = Page(key_of(place_of(node)), place.node, tuple(run.controls), place.headings, place.instances)
        if any(asked.relevant for _question, asked in asked_on(page)):
            self._add(page)

    def _add(self, page: Page) -> None:
        # The same place may be asked twice in a form; the second time its page is passed over.
        if page.key not in self._keys:
            self._keys.add(page.key)
            self._pages.append(page)


def _instance_to_be(repeat: Repeat, parent: Node) -> Node:
    node = Node(repeat.path.rpartition("/")[2], repeat=True)
    node.parent = parent
    return node


def _size(control: Control) -> int:
    return sum(isinstance(inside, Question) for inside in controls_of((control,)))


def _holds_repeat(group: Group) -> bool:
    return any(isinstance(control, Repeat) for control in controls_of(group.children))
