"""One filling in of a form: its answers, and all that follows from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from whrin.surveys.xpath import Environment, ExpressionError, Frame, Node
from whrin.surveys.xpath.nodes import Kind
from whrin.surveys.xpath.values import to_text

from . import events, offers
from .definition import Bind, Form, Question, Wording
from .errors import AnswerFault, BadAnswer, FormError, FormFault
from .growing import below, blank_at, first_tree, grow, leaves, path_of, steps_of
from .keeping import MOST_INSTANCES, kept, place_for, restore
from .kinds import read_value
from .recalculating import Changes, Recalculation
from .speaking import Spoken, spoken

#: How often choices that are offered no more may be taken away before the form is said to go in circles.
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that is refused: where, why, and what the form says of it."""

    node: Node
    fault: AnswerFault
    message: Spoken | None = None


class Session:
    """One who fills in a form.

    A new one begins with the form's own values; `answers` continues an earlier one: texts by place
    (`/data/site[2]/staff`). What is given outside a form (`environment`) is completed with what the form
    knows.
    """

    def __init__(
        self,
        form: Form,
        environment: Environment,
        *,
        answers: Mapping[str, str] | None = None,
        language: str = "",
    ) -> None:
        self.form = form
        self.language = language or form.default_language
        # A list that comes as a file and is not given has no choices.
        empty = {name: Node("", kind=Kind.ROOT) for name in form.outside}
        # A world of its own: what one filling in says of itself must not be told to another.
        self.environment = replace(
            environment,
            instances={**empty, **form.instances, **environment.instances},
            version=environment.version or form.version,
        )
        self.changing = offers.changing(form)
        self.on_change, self.new_instance = events.by_path(form)
        offers.complete(self.environment, self)
        self.root = first_tree(form, self.environment.now())
        self._recalculation = Recalculation(form, self.environment, self.root)
        if answers is None:
            events.preload(self)
            events.begin(self)
        else:
            restore(form, self.root, answers, self.environment.now())
        self._settle(Changes(everything=True))

    # Looking

    def at(self, place: str) -> Node:
        """Return the node at a place such as `/data/site[2]/staff`; raise LookupError if there is none."""
        node = self.root
        for name, position in steps_of(place):
            alike = [child for child in node.children if child.name == name]
            if not 1 <= position <= len(alike):
                raise LookupError(place)
            node = alike[position - 1]
        return node

    def bind(self, node: Node) -> Bind:
        """Return what holds for a node."""
        return self.form.bind(path_of(node))

    def frame(self, node: Node) -> Frame:
        """Return where expressions about a node stand."""
        return Frame(node, self.environment)

    def say(self, wording: Wording | None, node: Node) -> Spoken | None:
        """Return what the form says about a node, in the language of this session."""
        return None if wording is None else spoken(self.form, wording, self.frame(node), self.language)

    def choices(self, question: Question, node: Node) -> list[offers.Offer]:
        """Return the choices that a question offers now, each with its label."""
        return offers.offers(self, question, node)

    def is_required(self, node: Node) -> bool:
        """Say whether a node must have an answer."""
        required = self.bind(node).required
        return required is not None and required.truth(self.frame(node))

    def is_readonly(self, node: Node) -> bool:
        """Say whether a node, or what it stands in, is only shown."""
        here: Node | None = node
        while here is not None and here.parent is not None:
            readonly = self.bind(here).readonly
            if readonly is not None and readonly.truth(self.frame(here)):
                return True
            here = here.parent
        return False

    # Answering

    def answer(self, node: Node, text: str) -> list[Fault]:
        """Take an answer and calculate what follows; a refused one changes nothing, its fault is returned.

        What is taken back ("") is gone, also where an answer is required: that is said, and nothing is kept.
        """
        bind = self.bind(node)
        try:
            value = read_value(text, bind.kind, self.environment.now())
        except BadAnswer as error:
            return [Fault(node, error.fault)]
        before, node.value = node.value, value
        fault = self._constraint(node, bind)
        if fault is not None:
            node.value = before
            return [fault]
        if before != value:
            self._settle(Changes(frozenset({path_of(node), *events.value_changed(self, node)})))
        missing = self._missing(node)
        return [] if missing is None else [missing]

    def add(self, path: str, within: Node) -> Node:
        """Add an instance of a repeat below a node, after the last one; return it.

        Raises FormError if there is no such repeat, or if it has as many as one may have.
        """
        name = path.rpartition("/")[2]
        if sum(child.name == name for child in within.children) >= MOST_INSTANCES:
            raise FormError(
                FormFault.TOO_MANY, f"A repeat has at most {MOST_INSTANCES:,} instances.", path=path
            )
        node = self._grow(path, within)
        touched = frozenset(below(path, node))
        self._settle(Changes(touched, touched))
        return node

    def remove(self, node: Node) -> None:
        """Remove an instance of a repeat."""
        if node.parent is None or not node.instance_of_repeat:
            raise FormError(
                FormFault.UNKNOWN_PATH, "Only instances of repeats can be removed.", path=path_of(node)
            )
        touched = frozenset(below(path_of(node), node))
        node.parent.children.remove(node)
        self._settle(Changes(touched))

    def answers(self) -> dict[str, str]:
        """Return all answers as texts by place: what `answers` takes up again."""
        return kept(self.form, self.root)

    def faults(self, nodes: Iterable[Node] | None = None) -> list[Fault]:
        """Return what is wrong with some answers, or with all: only what is relevant can be wrong."""
        found = []
        for node in leaves(self.root) if nodes is None else nodes:
            if not node.relevant:
                continue
            fault = self._missing(node) or self._constraint(node, self.bind(node))
            if fault is not None:
                found.append(fault)
        return found

    def _missing(self, node: Node) -> Fault | None:
        if to_text(node.value) == "" and self.is_required(node):
            return Fault(node, AnswerFault.REQUIRED, self.say(self.bind(node).required_message, node))
        return None

    def _constraint(self, node: Node, bind: Bind) -> Fault | None:
        if bind.constraint is None or to_text(node.value) == "":
            return None
        try:
            if bind.constraint.truth(self.frame(node)):
                return None
        except ExpressionError:
            return Fault(node, AnswerFault.EXPRESSION, self.say(bind.constraint_message, node))
        return Fault(node, AnswerFault.CONSTRAINT, self.say(bind.constraint_message, node))

    # What follows

    def _grow(self, path: str, within: Node) -> Node:
        blank = blank_at(self.form, path)
        if blank is None or not blank.repeats:
            raise FormError(FormFault.UNKNOWN_PATH, "There is no such repeat.", path=path)
        node = grow(self.form, blank, within, self.environment.now(), place_for(self.form, path, within))
        events.repeat_added(self, node)
        return node

    def _settle(self, changes: Changes) -> None:
        """Calculate what follows from changes, until choices that are offered no more change nothing more."""
        for _ in range(ROUNDS):
            self._recalculation.run(changes, self._grow)
            withdrawn = offers.withdraw(self)
            if not withdrawn:
                return
            changes = Changes(frozenset(withdrawn))
        raise FormError(FormFault.NEVER_SETTLES, "The choices of the form take each other away without end.")
