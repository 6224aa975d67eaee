"""Reads an expression into its smallest parts."""

import re
from dataclasses import dataclass
from enum import Enum

from .errors import Code, ExpressionError

#: The longest expression that is read, in characters; the longest known in public forms has under 10,000.
LONGEST = 50_000


class Sort(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    OPERATOR = "operator"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One part: what it is, its text (of a literal: its value), where it begins."""

    sort: Sort
    text: str
    at: int


# A name may have one prefix; dashes and dots belong to it. An axis follows as a sign of its own.
_WORD = r"[^\W\d][\w.\-·]*"
_TOKENS = re.compile(
    rf"""(?P<space>[ \t\r\n]+)
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)
    |"(?P<double>[^"]*)"|'(?P<single>[^']*)'
    |(?P<name>{_WORD}(?::(?!:)(?:{_WORD}|\*))?)
    |(?P<sign>::|//|\.\.|!=|<=|>=|[-+*/|=<>()\[\],.@$])""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(?:and|or|div|mod)(?![^\W\d])")
_SIGNS_OF_OPERATORS = frozenset({"+", "-", "|", "=", "!=", "<", "<=", ">", ">="})
# After these, or at the beginning, a name is a name and a star stands for any name.
_BEFORE_OPERAND = frozenset({"(", "[", ",", "@", "::", "/", "//", "$"})


def tokens_of(source: str) -> list[Token]:
    """Return the tokens of an expression, an END last; raise ExpressionError where it cannot be read."""
    if len(source) > LONGEST:
        raise ExpressionError(Code.TOO_LONG, f"The expression has over {LONGEST:,} characters.")
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKENS.match(source, at)
        if match is None:
            raise _unreadable(source, at)
        at = match.end()
        if match.lastgroup != "space":
            tokens.append(_token(match, tokens))
            # `and1` after a number is two tokens, as in JavaRosa.
            at = tokens[-1].at + len(tokens[-1].text) if match.lastgroup == "name" else at
    tokens.append(Token(Sort.END, "", len(source)))
    return tokens


def _token(match: re.Match[str], before: list[Token]) -> Token:
    group, at = match.lastgroup, match.start()
    if group in {"double", "single"}:
        return Token(Sort.TEXT, match[group], at)
    if group == "number":
        return Token(Sort.NUMBER, match[0], at)
    after_operand = bool(before) and not (
        before[-1].sort is Sort.OPERATOR
        or (before[-1].sort is Sort.SIGN and before[-1].text in _BEFORE_OPERAND)
    )
    if group == "name":
        operator = _OPERATOR.match(match[0]) if after_operand else None
        return Token(Sort.OPERATOR, operator[0], at) if operator else Token(Sort.NAME, match[0], at)
    if match[0] in _SIGNS_OF_OPERATORS or (match[0] == "*" and after_operand):
        return Token(Sort.OPERATOR, match[0], at)
    return Token(Sort.NAME if match[0] == "*" else Sort.SIGN, match[0], at)


def _unreadable(source: str, at: int) -> ExpressionError:
    if source[at] in "'\"":
        return ExpressionError(Code.UNFINISHED, "A text in quotes has no end.", at=at)
    return ExpressionError(Code.UNREADABLE, f"“{source[at]}” has no meaning here.", at=at)
