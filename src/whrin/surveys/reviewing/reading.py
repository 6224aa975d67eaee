"""One edition of an answer, opened: every question in the words of its own version, what was said to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from django.utils.safestring import SafeString

from whrin.surveys.asking.answers import answer_of
from whrin.surveys.asking.saying import Said, attributes_of, plain, said
from whrin.surveys.instances import answers_in, last_part, read_instance
from whrin.surveys.models import AnswerEdition
from whrin.surveys.queries import xml_of
from whrin.surveys.sessions import environment_of, form_of
from whrin.surveys.xform import FormError
from whrin.surveys.xform.as_sent import AsSent
from whrin.surveys.xform.definition import Control, Group, Question, Repeat, ValueKind
from whrin.surveys.xform.growing import leaves, path_of, place_of, steps_of
from whrin.surveys.xform.keeping import MOST_PLACES, is_beyond
from whrin.surveys.xform.kinds import written_value
from whrin.surveys.xpath import ExpressionError, Node


@dataclass(frozen=True)
class Line:
    """A question and what was said to it. `place`: such as `/data/site[2]/staff`. `raw`: as it was sent.

    `file`: the name of a file that was sent with it; `row`: the number of its row, 0 while it has not come.
    `is_emptied`: it was a trace that is not kept.
    """

    place: str
    label: Said
    raw: str = ""
    words: tuple[Said, ...] = ()
    file: str = ""
    row: int = 0
    is_emptied: bool = False


@dataclass(frozen=True)
class Heading:
    """A group's label, or a repeat's with the number of the round; 0: no repeat."""

    label: Said
    number: int = 0


@dataclass(frozen=True)
class Section:
    """Questions that stand together, under the headings of all groups around them."""

    headings: tuple[Heading, ...]
    lines: list[Line] = field(default_factory=list)

    def answered(self) -> list[Line]:
        """Return what was answered, or would have been kept."""
        return [line for line in self.lines if line.raw or line.is_emptied]


@dataclass(frozen=True)
class Told:
    """An edition, opened. `others`: what the form calculated or kept for itself. `instance_id`: as sent.
    `language`: the one it is told in, as the form names it. `is_cut`: it is longer than is told here.
    """

    edition: AnswerEdition
    sections: list[Section]
    others: list[Line]
    instance_id: str
    language: str = ""
    is_cut: bool = False

    @property
    def attrs(self) -> SafeString:
        """Return ` lang="…" dir="…"` of the language in which the form speaks."""
        return attributes_of(self.language)

    def unanswered(self) -> list[Line]:
        """Return the questions that were not answered, or not asked."""
        return [
            line
            for section in self.sections
            for line in section.lines
            if not line.raw and not line.is_emptied
        ]

    def with_files(self, rows: Mapping[str, int]) -> "Told":
        """Return the same with the rows of files that have come, by their names."""
        sections = [
            Section(section.headings, [replace(line, row=rows.get(line.file, 0)) for line in section.lines])
            for section in self.sections
        ]
        return replace(self, sections=sections)

    def everything(self) -> Iterator[tuple[tuple[Heading, ...], Line]]:
        """Yield every line with the headings that it stands under."""
        for section in self.sections:
            yield from ((section.headings, line) for line in section.lines)
        yield from (((), line) for line in self.others)


def open_edition(edition: AnswerEdition, *, language: str = "", bearer: object = None) -> Told:
    """Return an edition in the words of its version, in one of the form's languages (its name there).

    Raises `CannotOpenError`, `NobodyToSealFor`.
    """
    instance = read_instance(xml_of(edition, bearer=bearer).encode())
    answers = answers_in(instance.root)
    version = edition.version
    shown = dict(islice(answers.items(), MOST_PLACES))
    try:
        session = AsSent(form_of(version), environment_of(version), answers=shown, language=language)
    except FormError:
        # A form that phones could fill in and we cannot read any more: its own names, then.
        others = [Line(place, plain(place), raw, (plain(raw),)) for place, raw in shown.items() if raw]
        return Told(edition, [], others, instance.instance_id, is_cut=len(answers) > len(shown))
    reader = _Reader(session, edition)
    reader.walk(session.form.body, session.root, ())
    return Told(
        edition,
        reader.sections(),
        list(reader.others()),
        instance.instance_id,
        session.language,
        is_beyond(answers),
    )


class _Reader:
    """Goes through a form in its order and notes what was said."""

    def __init__(self, session: AsSent, edition: AnswerEdition) -> None:
        self._session = session
        version = edition.version
        self._left_out = {path for path, trace in version.traces.items() if trace not in version.form.keeps()}
        self._sections: list[Section] = []
        self._met: set[str] = set()

    def walk(self, controls: tuple[Control, ...], within: Node, headings: tuple[Heading, ...]) -> None:
        """Note what stands in a part of the form, within one node."""
        for control in controls:
            if isinstance(control, Question):
                for node in _below(within, control.path):
                    self._note(control, node, headings)
            elif isinstance(control, Group):
                self._group(control, within, headings)
            else:
                self._repeat(control, within, headings)

    def sections(self) -> list[Section]:
        """Return the parts that have questions."""
        return [section for section in self._sections if section.lines]

    def others(self) -> Iterator[Line]:
        """Yield what was sent without being asked."""
        for node in leaves(self._session.root):
            place = place_of(node)
            raw = self._raw(node)
            if raw and place not in self._met and "meta" not in _names(place)[1:2]:
                yield Line(place, plain(node.name), raw, (plain(raw),))

    def _group(self, group: Group, within: Node, headings: tuple[Heading, ...]) -> None:
        nodes = _below(within, group.path) if group.path else [within]
        for node in nodes:
            label = said(self._session.say(group.label, node), self._session.language)
            own = (Heading(label),) if label else ()
            self.walk(group.children, node, (*headings, *own))

    def _repeat(self, repeat: Repeat, within: Node, headings: tuple[Heading, ...]) -> None:
        for number, node in enumerate(_below(within, repeat.path), start=1):
            label = said(self._session.say(repeat.label, node), self._session.language) or plain(node.name)
            self.walk(repeat.children, node, (*headings, Heading(label, number)))

    def _note(self, question: Question, node: Node, headings: tuple[Heading, ...]) -> None:
        raw, place, bind = self._raw(node), place_of(node), self._session.bind(node)
        self._met.add(place)
        if not raw and bind.readonly is not None:
            return  # only shown, never asked
        if not self._sections or self._sections[-1].headings != headings:
            self._sections.append(Section(headings))
        self._sections[-1].lines.append(
            Line(
                place,
                said(self._session.say(question.label, node), self._session.language) or plain(node.name),
                raw,
                self._words(question, node, raw),
                last_part(raw) if bind.kind is ValueKind.FILE else "",
                is_emptied=not raw and path_of(node) in self._left_out,
            )
        )

    def _words(self, question: Question, node: Node, raw: str) -> tuple[Said, ...]:
        try:
            return tuple(answer_of(self._session, question, node))
        except ExpressionError:
            return (plain(raw),)  # its choices cannot be found from these answers

    def _raw(self, node: Node) -> str:
        return written_value(node.value, self._session.form.bind(path_of(node)).kind)


def _below(within: Node, path: str) -> list[Node]:
    """Return the nodes at an absolute path that stand in this one."""
    above = path_of(within)
    inside = path.removeprefix(above) if within.parent is not None else path
    nodes = [within]
    for name in _names(inside):
        nodes = [child for node in nodes for child in node.children if child.name == name]
    return nodes


def _names(place: str) -> list[str]:
    return [name.rpartition(":")[2] for name, _position in steps_of(place) if name]
