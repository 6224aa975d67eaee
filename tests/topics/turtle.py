"""A strict reader of the part of Turtle that the export may use; anything else is refused."""

import re

_TOKEN = re.compile(
    r"""\s+ | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>) | (?P<name>skos:[A-Za-z]+|a(?=\s)) | (?P<mark>[;,.])"""
    r"""| "(?P<text>(?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-F]{4})*)"@(?P<tag>[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)""",
    re.VERBOSE,
)
_PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
_ESCAPE = re.compile(r"\\(u[0-9A-F]{4}|.)")
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}

Triple = tuple[str, str, str | tuple[str, str]]


def _tokens(text: str) -> list[str | tuple[str, str]]:
    found: list[str | tuple[str, str]] = []
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        assert token, f"no Turtle at: {text[place : place + 60]!r}"
        place = token.end()
        if token["tag"]:
            found.append((token["tag"], _ESCAPE.sub(_unescape, token["text"])))
        elif token.lastgroup:
            found.append(token[0])
    return found


def _unescape(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _LETTERS[code]


def triples(turtle: str) -> set[Triple]:
    """Return subject, predicate and object (an address, or language and text); AssertionError on a fault."""
    assert turtle.startswith(_PREFIX)
    tokens = iter(_tokens(turtle.removeprefix(_PREFIX)))
    found: set[Triple] = set()
    for subject in tokens:
        assert isinstance(subject, str)
        assert subject.startswith("<")
        end = ";"
        while end == ";":
            verb = next(tokens)
            assert isinstance(verb, str)
            assert verb == "a" or verb.startswith("skos:")
            end = ","
            while end == ",":
                value = next(tokens)
                assert isinstance(value, tuple) or value[0] == "<" or value.startswith("skos:")
                found.add((subject, verb, value))
                mark = next(tokens)
                assert isinstance(mark, str)
                end = mark
        assert end == "."
    return found
