"""What an expression needs from outside: the time, other instances, chance, and where it stands."""

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from .errors import Code, ExpressionError
from .nodes import Node


@dataclass(slots=True)
class Environment:
    """The world around one form while it is filled in; the form engine gives what it has.

    `zone` is the respondent's, `clock` gives the time now. `instances` are the secondary instances by name:
    the root above each one's first element. The rest answer functions that look outside:
    `choice_name(value, path, node)` the label of a choice, `itext(name)` a text in her language,
    `pulldata(instance, column, key, value)` a cell of a table, "" where there is none; `properties` what
    `property()` may know, which here is nothing about the device.
    """

    zone: tzinfo = UTC
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    instances: Mapping[str, Node] = field(default_factory=dict)
    choice_name: Callable[[str, str, Node], str] | None = None
    itext: Callable[[str], str] | None = None
    pulldata: Callable[[str, str, str, str], str] | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    chance: random.Random = field(default_factory=random.SystemRandom)

    def now(self) -> datetime:
        """Return the time, in the respondent's zone."""
        return self.clock().astimezone(self.zone)

    def instance(self, name: str) -> Node:
        """Return the root of a secondary instance, or raise ExpressionError: the form does not have it."""
        root = self.instances.get(name)
        if root is None:
            raise ExpressionError(Code.NO_INSTANCE, f"The form has no instance named “{name}”.")
        return root

    def uuid(self) -> str:
        """Return a new random identifier, as RFC 4122 writes it."""
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


class Frame:
    """Where an expression stands: a node, its place among others, and the node where the whole began."""

    __slots__ = ("environment", "node", "origin", "position", "size")

    def __init__(
        self,
        node: Node,
        environment: Environment,
        *,
        position: int = 0,
        size: int = 1,
        origin: Node | None = None,
    ) -> None:
        self.node = node
        self.environment = environment
        #: Counted from 1 within a predicate; 0 outside of one, where `position()` asks the node itself.
        self.position = position
        self.size = size
        self.origin = node if origin is None else origin
