"""What an expression stands on: the paths whose answers it asks for."""

from collections.abc import Iterator

from .syntax import Call, Chain, Comparison, Junction, Negative, Path, Step, Syntax, Union

#: A path as its steps; None stands for one in another instance, whose answers nobody changes.
_Place = tuple[str, ...] | None

#: Functions that, without arguments, ask for what stands where they stand. `once` would go round.
_OF_HERE = frozenset({"current", "normalize-space", "number", "string", "string-length"})


def references(syntax: Syntax, context: str) -> frozenset[str]:
    """Return the absolute paths that an expression at `context` (an absolute path too) asks for.

    Steps that take any name stay in them (`/data/*`, `/data//x`); other instances are left out, what is
    asked of the form's own within their predicates is not. A path to a group or repeat stands for all that
    is in it.
    """
    here = _split(context)
    return frozenset("/" + "/".join(place) for place in _found(syntax, here, here) if place is not None)


def _split(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.split("/") if part)


def _found(syntax: Syntax, here: _Place, origin: _Place) -> Iterator[_Place]:
    if isinstance(syntax, Path):
        yield from _along(syntax, here, origin)
    else:
        for part in parts_of(syntax):
            yield from _found(part, here, origin)
        if isinstance(syntax, Call) and not syntax.arguments and syntax.name in _OF_HERE:
            yield here


def parts_of(syntax: Syntax) -> tuple[Syntax, ...]:
    """Return the parts that stand directly in one; a path's are not among them."""
    if isinstance(syntax, Negative):
        return (syntax.of,)
    if isinstance(syntax, Chain):
        return (syntax.first, *(part for _, part in syntax.rest))
    if isinstance(syntax, Comparison):
        return (syntax.left, syntax.right)
    if isinstance(syntax, Junction | Union):
        return syntax.parts
    return syntax.arguments if isinstance(syntax, Call) else ()


def _along(path: Path, here: _Place, origin: _Place) -> Iterator[_Place]:
    place = here
    if path.absolute:
        place = ()
    elif path.start is not None:
        place, others = _start(path.start, here, origin)
        yield from others
        for sieve in path.sieves:
            yield from _found(sieve, place, origin)
        if place is None and not _is_instance(path.start) and not path.steps:
            return
    for step in path.steps:
        place = None if place is None else _stepped(place, step)
        for sieve in step.predicates:
            yield from _found(sieve, place, origin)
    yield place


def _start(start: Syntax, here: _Place, origin: _Place) -> tuple[_Place, list[_Place]]:
    if isinstance(start, Call) and start.name == "current":
        return origin, []
    if _is_instance(start):
        return None, []
    found = list(_found(start, here, origin))
    return (found[0] if len(found) == 1 else None), found


def _is_instance(syntax: Syntax) -> bool:
    return isinstance(syntax, Call) and syntax.name == "instance"


def _stepped(place: tuple[str, ...], step: Step) -> tuple[str, ...]:
    if step.axis == "self" and step.test == "node()":
        return place
    if step.axis == "parent":
        return place[:-1]
    if step.axis == "child":
        return (*place, step.test)
    if step.axis == "attribute":
        return (*place, f"@{step.test}")
    return (*place, "") if step.axis == "descendant-or-self" else (*place, "", step.test)
