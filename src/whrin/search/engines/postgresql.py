"""PostgreSQL: a `tsvector` that is built here, token by token, under a GIN index. Its own parsers never
see a text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import connection

from whrin.search.engines.protocol import GAP, Indexed, WordCount

CREATE = (
    # Rows stay narrow, so that a scan for ids reads few pages; the vectors lie beside the table.
    "CREATE TABLE search_index (id integer PRIMARY KEY, terms tsvector) WITH (toast_tuple_target = 128)",
    # No pending list: a search never pays for the writes before it.
    "CREATE INDEX search_index_terms ON search_index USING gin (terms) WITH (fastupdate = off)",
)
DROP = ("DROP TABLE search_index",)
# All words of a batch in one statement: a statement each took longer than the documents themselves.
_COUNT = (
    "INSERT INTO search_word (shelf, word, folded, head, tail, count)"
    " SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::integer[])"
    " ON CONFLICT (shelf, word) DO UPDATE SET count = search_word.count + excluded.count"
)
_UNUSED = (
    "DELETE FROM search_word WHERE count <= 0"
    " AND (shelf, word) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"
)
# Any number, the same in every process of every release.
_TURN = 7_214_602


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def vector(document: Indexed) -> str:
    """Return a document's tokens as the literal of a `tsvector`: words with their places, marks without."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(document.words, start=1):
        if word != GAP:
            places[word].append(str(place))
    words = (f"{_quoted(word)}:{','.join(at)}" for word, at in places.items())
    return " ".join([*words, *(_quoted(mark) for mark in document.marks if mark not in places)])


class Tsvector:
    """The engine of a network that runs PostgreSQL."""

    def store(self, documents: Sequence[Indexed]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_index (id, terms) VALUES (%s, %s::tsvector)"
                " ON CONFLICT (id) DO UPDATE SET terms = excluded.terms",
                [(document.id, vector(document)) for document in documents],
            )

    def drop(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index WHERE id = ANY(%s)", [list(ids)])

    def holders(self, marks: Sequence[str]) -> Mapping[str, Sequence[int]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT asked.place, found.ids FROM unnest(%s::text[]) WITH ORDINALITY AS asked(mark, place),"
                " LATERAL (SELECT array_agg(id)::text AS ids FROM search_index"
                " WHERE terms @@ asked.mark::tsquery) AS found"
                " WHERE found.ids IS NOT NULL",
                [[_quoted(mark) for mark in marks]],
            )
            return {
                marks[place - 1]: list(map(int, ids[1:-1].split(","))) for place, ids in cursor.fetchall()
            }

    def phrase(self, sequences: Sequence[Sequence[str]]) -> Sequence[int]:
        asked = " | ".join(f"({' <-> '.join(map(_quoted, sequence))})" for sequence in sequences)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM search_index WHERE terms @@ %s::tsquery", [asked])
            return [row[0] for row in cursor.fetchall()]

    def marks(self, ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, tsvector_to_array(terms) FROM search_index WHERE id = ANY(%s)", [list(ids)]
            )
            return {one: frozenset(marks) for one, marks in cursor.fetchall()}

    def count(self, words: Sequence[WordCount]) -> None:
        if not words:
            return
        fewer = [(word[0], word[1]) for word in words if word[-1] < 0]
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [list(column) for column in zip(*words, strict=True)])
            if fewer:
                cursor.execute(_UNUSED, [list(column) for column in zip(*fewer, strict=True)])

    def take_turn(self) -> None:
        with connection.cursor() as cursor:
            # Changes are numbered in the order in which they commit, so that no reader misses one.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])

    def let_go(self) -> None:
        """Nothing to do: who deletes an account has the tables written anew (`people.residue`)."""
