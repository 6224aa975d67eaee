"""Reads an expression: from text to syntax, by the grammar of XPath 1.0."""

from .errors import Code, ExpressionError
from .syntax import Call, Chain, Comparison, Junction, Negative, Number, Path, Step, Syntax, Text, Union
from .tokens import Sort, Token, tokens_of

#: How deep brackets and functions may stand in one another; each level costs some of Python's stack.
DEEPEST = 120

AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)
#: How strongly each operator binds.
_LEVELS = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_LEVELS |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6}
_JOIN, _COMPARE = {1, 2}, {3, 4}
_KINDS = frozenset({"node", "text", "comment", "processing-instruction"})
_ANYTHING_BELOW = ("descendant-or-self", "node()")


def read(source: str) -> Syntax:
    """Return the syntax of an expression; raise ExpressionError with its place where it is wrong."""
    reader = _Reader(tokens_of(source))
    syntax = reader.expression()
    if reader.token.sort is not Sort.END:
        raise reader.unexpected()
    return syntax


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        self.token = tokens[0]

    def expression(self, least: int = 1) -> Syntax:
        """Read a whole expression, or one inside brackets; only operators that bind at least so strongly."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(
                Code.TOO_DEEP, f"Brackets stand more than {DEEPEST} deep in one another.", at=self.token.at
            )
        syntax = self._negative()
        while (level := self._level()) >= least:
            syntax = self._joined(syntax, level)
        self._depth -= 1
        return syntax

    def _level(self) -> int:
        return _LEVELS.get(self.token.text, 0) if self.token.sort is Sort.OPERATOR else 0

    def _joined(self, left: Syntax, level: int) -> Syntax:
        """Read all that follows with operators of one level."""
        rest: list[tuple[str, Syntax]] = []
        while self._level() == level:
            operator = self._advance()
            rest.append((operator.text, self.expression(level + 1)))
            if level in _COMPARE and len(rest) > DEEPEST:
                raise ExpressionError(Code.TOO_DEEP, "Too many comparisons in a row.", at=operator.at)
        if level in _JOIN:
            return Junction(rest[0][0], (left, *(part for _, part in rest)))
        if level in _COMPARE:
            for operator_, right in rest:
                left = Comparison(operator_, left, right)
            return left
        return Chain(left, tuple(rest))

    def _negative(self) -> Syntax:
        minuses = 0
        while self._takes_operator("-"):
            minuses += 1
        parts = [self._path()]
        while self._takes_operator("|"):
            parts.append(self._path())
        syntax = parts[0] if len(parts) == 1 else Union(tuple(parts))
        if not minuses:
            return syntax
        # Two minuses are none, but make a number of it.
        return Negative(syntax) if minuses % 2 else Negative(Negative(syntax))

    def _path(self) -> Syntax:
        if self.token.sort is Sort.SIGN and self.token.text in {"/", "//"}:
            return self._from_root()
        if not self._begins_primary():
            return Path(absolute=False, start=None, sieves=(), steps=tuple(self._steps(())))
        start = self._primary()
        sieves = tuple(self._predicates())
        steps = self._more_steps()
        return (
            Path(absolute=False, start=start, sieves=sieves, steps=tuple(steps)) if sieves or steps else start
        )

    def _from_root(self) -> Path:
        sign = self._advance()
        if sign.text == "//":
            below = Step(*_ANYTHING_BELOW, (), sign.at)
            return Path(absolute=True, start=None, sieves=(), steps=tuple(self._steps((below,))))
        steps = self._steps(()) if self._begins_step() else []
        return Path(absolute=True, start=None, sieves=(), steps=tuple(steps))

    def _begins_primary(self) -> bool:
        token = self.token
        if token.sort in {Sort.NUMBER, Sort.TEXT} or (token.sort is Sort.SIGN and token.text in {"(", "$"}):
            return True
        return token.sort is Sort.NAME and self._follows("(") and token.text not in _KINDS

    def _primary(self) -> Syntax:
        token = self._advance()
        if token.sort is Sort.NUMBER:
            return Number(float(token.text))
        if token.sort is Sort.TEXT:
            return Text(token.text)
        if token.sort is Sort.NAME:
            return Call(token.text, self._arguments(), token.at)
        if token.text == "$":
            raise ExpressionError(Code.NOT_SUPPORTED, "Forms have no variables with “$”.", at=token.at)
        inside = self.expression()
        self._demand(")")
        return inside

    def _arguments(self) -> tuple[Syntax, ...]:
        self._demand("(")
        arguments: list[Syntax] = []
        if not self._takes(")"):
            arguments.append(self.expression())
            while self._takes(","):
                arguments.append(self.expression())
            self._demand(")")
        return tuple(arguments)

    def _steps(self, before: tuple[Step, ...]) -> list[Step]:
        return [*before, self._step(), *self._more_steps()]

    def _more_steps(self) -> list[Step]:
        steps: list[Step] = []
        while self.token.sort is Sort.SIGN and self.token.text in {"/", "//"}:
            sign = self._advance()
            if sign.text == "//":
                steps.append(Step(*_ANYTHING_BELOW, (), sign.at))
            steps.append(self._step())
        return steps

    def _begins_step(self) -> bool:
        return self.token.sort is Sort.NAME or (
            self.token.sort is Sort.SIGN and self.token.text in {".", "..", "@"}
        )

    def _step(self) -> Step:
        at = self.token.at
        if self._takes("."):
            return Step("self", "node()", tuple(self._predicates()), at)
        if self._takes(".."):
            return Step("parent", "node()", tuple(self._predicates()), at)
        axis = "child"
        if self._takes("@"):
            axis = "attribute"
        elif self.token.sort is Sort.NAME and self._follows("::"):
            axis = self._advance().text
            if axis not in AXES:
                raise ExpressionError(Code.NOT_SUPPORTED, f"There is no axis “{axis}”.", at=at)
            self._demand("::")
        return Step(axis, self._test(), tuple(self._predicates()), at)

    def _test(self) -> str:
        if self.token.sort is not Sort.NAME:
            raise self.unexpected()
        name = self._advance().text
        if not self._takes("("):
            return name
        if name not in _KINDS:
            raise ExpressionError(
                Code.UNEXPECTED, f"“{name}()” cannot be a step of a path.", at=self.token.at
            )
        target = self._text() if name == "processing-instruction" else ""
        self._demand(")")
        return f"{name}({target})"

    def _text(self) -> str:
        return self._advance().text if self.token.sort is Sort.TEXT else ""

    def _predicates(self) -> list[Syntax]:
        predicates: list[Syntax] = []
        while self._takes("["):
            predicates.append(self.expression())
            self._demand("]")
        return predicates

    def unexpected(self) -> ExpressionError:
        """Say what stands where it cannot stand."""
        if self.token.sort is Sort.END:
            return ExpressionError(Code.UNFINISHED, "The expression ends too early.", at=self.token.at)
        return ExpressionError(Code.UNEXPECTED, f"“{self.token.text}” cannot stand here.", at=self.token.at)

    def _advance(self) -> Token:
        token = self.token
        if token.sort is not Sort.END:
            self._place += 1
            self.token = self._tokens[self._place]
        return token

    def _follows(self, sign: str) -> bool:
        after = self._tokens[min(self._place + 1, len(self._tokens) - 1)]
        return after.sort is Sort.SIGN and after.text == sign

    def _takes(self, sign: str) -> bool:
        if self.token.sort is Sort.SIGN and self.token.text == sign:
            self._advance()
            return True
        return False

    def _takes_operator(self, operator: str) -> bool:
        if self.token.sort is Sort.OPERATOR and self.token.text == operator:
            self._advance()
            return True
        return False

    def _demand(self, sign: str) -> None:
        if not self._takes(sign):
            raise self.unexpected()
