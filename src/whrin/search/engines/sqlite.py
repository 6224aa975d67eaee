"""SQLite: an FTS5 table. Its `ascii` tokeniser leaves every character beyond ASCII whole, so our tokens
survive.
"""

from collections.abc import Mapping, Sequence

from django.db import connection

from whrin.search.engines.protocol import Indexed, WordCount

CREATE = (
    'CREATE VIRTUAL TABLE search_index USING fts5(words, marks, tokenize="ascii")',
    # Merging in small steps keeps each single change quick.
    "INSERT INTO search_index(search_index, rank) VALUES('automerge', 4)",
)
DROP = ("DROP TABLE search_index",)
_COUNT = (
    "INSERT INTO search_word (shelf, word, folded, head, tail, count) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (shelf, word) DO UPDATE SET count = search_word.count + excluded.count"
)
_UNUSED = "DELETE FROM search_word WHERE shelf = %s AND word = %s AND count <= 0"
# SQLite's own limit on the parts of a compound statement.
_PARTS = 400
#: Pages of the index that are merged in one step; fewer changes than this mean that nothing was left to do.
_PAGES, _WORKED = 500, 2


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


class Fts5:
    """The engine of a network on one machine."""

    def store(self, documents: Sequence[Indexed]) -> None:
        self.drop([document.id for document in documents])
        rows = [(one.id, " ".join(one.words), " ".join(one.marks)) for one in documents]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_index(rowid, words, marks) VALUES (%s, %s, %s)", rows)

    def drop(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(one,) for one in ids])

    def holders(self, marks: Sequence[str]) -> Mapping[str, Sequence[int]]:
        found: dict[str, Sequence[int]] = {}
        one = "SELECT %s, group_concat(rowid) FROM search_index WHERE search_index MATCH %s"
        with connection.cursor() as cursor:
            for start in range(0, len(marks), _PARTS):
                part = marks[start : start + _PARTS]
                statement = " UNION ALL ".join([one] * len(part))
                cursor.execute(statement, [value for mark in part for value in (mark, _quoted(mark))])
                for mark, ids in cursor.fetchall():
                    found[mark] = list(map(int, ids.split(","))) if ids else ()
        return found

    def phrase(self, sequences: Sequence[Sequence[str]]) -> Sequence[int]:
        asked = " OR ".join(" + ".join(map(_quoted, sequence)) for sequence in sequences)
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM search_index WHERE search_index MATCH %s", [asked])
            return [row[0] for row in cursor.fetchall()]

    def marks(self, ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        found: dict[int, frozenset[str]] = {}
        with connection.cursor() as cursor:
            for one in ids:
                cursor.execute("SELECT marks FROM search_index WHERE rowid = %s", [one])
                for (marks,) in cursor.fetchall():
                    found[one] = frozenset(marks.split(" "))
        return found

    def count(self, words: Sequence[WordCount]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(_COUNT, words)
            cursor.executemany(_UNUSED, [(word[0], word[1]) for word in words if word[-1] < 0])

    def take_turn(self) -> None:
        """Nothing to do: a writing transaction of SQLite has the file to itself from its first write."""

    def let_go(self) -> None:
        """Merge all parts of the index into one: until then they hold the tokens of what was dropped. In
        small steps, so that nobody waits long for the write lock (FTS5, "The 'merge' command").
        """
        merge = "INSERT INTO search_index(search_index, rank) VALUES('merge', %s)"
        with connection.cursor() as cursor:
            pages = -_PAGES
            while True:
                before = connection.connection.total_changes
                cursor.execute(merge, [pages])
                if connection.connection.total_changes - before < _WORKED:
                    return
                pages = _PAGES
