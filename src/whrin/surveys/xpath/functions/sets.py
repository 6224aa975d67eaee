"""Functions of nodes."""

from collections.abc import Sequence

from whrin.surveys.xpath.compiled import Compiled, Gives, text_of
from whrin.surveys.xpath.environment import Frame
from whrin.surveys.xpath.errors import Code, ExpressionError
from whrin.surveys.xpath.nodes import Kind, Node
from whrin.surveys.xpath.syntax import Call
from whrin.surveys.xpath.values import to_text

from .register import Takes, form, function, nodes


@function("count", Takes.NODES, gives=Gives.NUMBER)
def _count(found: list[Node]) -> float:
    return float(len(found))


@function("count-non-empty", Takes.NODES, gives=Gives.NUMBER)
def _count_non_empty(found: list[Node]) -> float:
    return float(sum(to_text(node.content()) != "" for node in found))


@form("position", 0, 1)
def _position(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """Within a predicate the place among the candidates; else the place among siblings of the same name."""
    if not arguments:
        return Compiled(
            lambda frame: float(frame.position or frame.node.position()),
            Gives.NUMBER,
        )
    find = nodes(arguments[0], syntax)

    def run(frame: Frame) -> float:
        found = find(frame)
        return float(found[0].position()) if found else 0.0

    return Compiled(run, Gives.NUMBER)


@form("last", 0, 0)
def _last(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda frame: float(frame.size), Gives.NUMBER)


@form("current", 0, 0)
def _current(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda frame: [frame.origin], Gives.NODES)


@form("instance", 1, 1)
def _instance(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    name = text_of(arguments[0])

    def run(frame: Frame) -> list[Node]:
        try:
            return [frame.environment.instance(name(frame))]
        except ExpressionError as error:
            raise error.placed(syntax.at) from error

    return Compiled(run, Gives.NODES)


def _naming(name: str, *, whole: bool) -> None:
    @form(name, 0, 1)
    def make(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
        find = nodes(arguments[0], syntax) if arguments else None

        def run(frame: Frame) -> str:
            found = find(frame) if find else [frame.node]
            if not found or found[0].kind not in _NAMED:
                return ""
            named: str = found[0].name
            return named if whole else named.rpartition(":")[2]

        return Compiled(run, Gives.TEXT)


_NAMED = frozenset({Kind.ELEMENT, Kind.ATTRIBUTE, Kind.INSTRUCTION})
_naming("name", whole=True)
_naming("local-name", whole=False)


@form("namespace-uri", 0, 1)
def _namespace_uri(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    find = nodes(arguments[0], syntax) if arguments else None

    def run(frame: Frame) -> str:
        found = find(frame) if find else [frame.node]
        return found[0].namespace if found else ""

    return Compiled(run, Gives.TEXT)


@form("depend", 1, None)
def _depend(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """Gives its first argument; the others are named only so that it is calculated anew with them."""
    return arguments[0]


@form("property", 1, 1)
def _property(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    name = text_of(arguments[0])
    return Compiled(lambda frame: frame.environment.properties.get(name(frame), ""), Gives.TEXT)


@form("version", 0, 0)
def _version(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda frame: frame.environment.version, Gives.TEXT)


@form("extract-signed", 2, 2)
def _extract_signed(syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    raise ExpressionError(Code.NOT_SUPPORTED, "Signed texts are read in ODK Collect alone.", at=syntax.at)
