"""An old list's archive comes into a space: from every kind of file, once, without its authors' names."""

import gzip
import io
import tarfile
import time
import zipfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.forum import making
from whrin.forum.archives import keeping
from whrin.forum.archives.bringing import bring_in
from whrin.forum.archives.looking import look_through
from whrin.forum.archives.mailboxes import UnreadableArchive, letters_in
from whrin.forum.archives.raw import Author
from whrin.forum.archives.receiving import let_in, receive
from whrin.forum.archives.sealed_files import open_sealed, write_sealed
from whrin.forum.archives.tasks import come_in, look
from whrin.forum.archives.veiling import Names, veil
from whrin.forum.models import Move, OldLetter, Participant, Post, Space, Thread
from whrin.forum.publishing import forget
from whrin.forum.queries import threads_for
from whrin.forum.sealing import read_post, title_of
from whrin.mailing.reading.scrubbing import GAP
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError

MARIA = "Maria Lopez <maria.lopez@example.org>"
JUNE = "June Achieng <june@example.net>"


def letter(number: int = 1, author: str = MARIA, body: str = "The plums are ripe.", **more: str) -> bytes:
    """Return a letter as it stands in an mbox."""
    day = more.pop("day", "Mon, 7 Jan 2019 10:11:12 +0100")
    fields = {
        "From": author,
        "Date": day,
        "Subject": more.pop("subject", "[Garden] Harvest"),
        "Message-ID": f"<{number}@example.org>",
        "List-Id": "<garden.example.com>",
        "Precedence": "list",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"From someone at example.org  Mon Jan  7 10:11:12 2019\n{head}\n{body}\n\n".encode()


def move(space: Space, **more: object) -> Move:
    return Move.objects.create(
        space=space, kind=Move.Kind.ARCHIVE, file_name="old.mbox", digest="0" * 64, **more
    )


def brought(space: Space, content: bytes, **more: object) -> Move:
    made = move(space, **more)
    bring_in(made, io.BytesIO(content))
    return made


def posts_of(space: Space) -> list[Post]:
    return list(Post.objects.filter(thread__space=space).select_related("thread__space").order_by("pk"))


def words_in(space: Space) -> list[str]:
    return [read_post(post).body for post in posts_of(space)]


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return made.getvalue()


def tarred(content: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        info = tarfile.TarInfo("Takeout/Grupos/garden@googlegroups.com/temas.mbox")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


ONE = letter()
PACKED = {
    "plain": ONE,
    "carriage returns": ONE.replace(b"\n", b"\r\n"),
    "gzip": gzip.compress(ONE),
    "zip beside a table": zipped(members_csv=b"a,b\n", topics_mbox=ONE),
    "zip of gzip": zipped(**{"2019-January_txt_gz": gzip.compress(ONE)}),
    "tar": tarred(ONE),
    "google": ONE.replace(
        b"From someone at example.org  Mon Jan  7 10:11:12 2019",
        b"From 28668125511680@xxx Mon Jan 07 10:11:12 +0000 2019",
    ),
    "pipermail": ONE.replace(MARIA.encode(), b"maria.lopez at example.org (Maria Lopez)"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
def test_a_letter_comes_in_from_every_kind_of_file(packed: bytes, space: Space) -> None:
    made = brought(space, packed)
    assert (made.added, made.state) == (1, Move.State.FINISHED)
    post = Post.objects.get()
    assert (post.way, post.author, post.day.isoformat()) == (Post.Way.OLD, None, "2019-01-07")
    assert read_post(post).body == "The plums are ripe."
    assert title_of(post.thread) == "Harvest"


THREAD = b"".join(
    [
        letter(1, body="Dear all,\n\nThe plums are ripe. Write to maria.lopez@example.org.\n\nMaria"),
        letter(
            2,
            JUNE,
            "Dear Maria,\n\nMaria Lopez is right, and so was june at example.net.\n\n"
            "On Mon, 7 Jan 2019 at 10:11, Maria Lopez <maria.lopez at example.org> wrote:\n> The plums",
            subject="Re: [Garden] Harvest",
            In_Reply_To="<1@example.org>",
        ),
        letter(3, subject="Re: Harvest", References="<0@example.org> <2@example.org>", body="Good."),
        letter(4, JUNE, subject="Tools", body="Who has a spade?"),
    ]
)


@pytest.mark.django_db
def test_answers_stand_in_their_thread_below_what_lives(space: Space, participant: Participant) -> None:
    living = making.post(participant).thread
    brought(space, THREAD)
    old = [thread for thread in Thread.objects.filter(space=space) if thread.pk != living.pk]
    assert sorted(thread.posts_published for thread in old) == [1, 3]
    first, second, third = Post.objects.filter(thread=Post.objects.get(number=3).thread)
    assert (second.answers, third.answers) == (first, second)
    assert Thread.objects.filter(space=space).first() == living


@pytest.mark.django_db
def test_nobody_finds_an_author_in_what_came(space: Space) -> None:
    made = brought(space, THREAD)
    kept = " ".join(words_in(space)).casefold()
    for telling in ("maria", "lopez", "june", "achieng", "example.", " at example"):
        assert telling not in kept, telling
    assert "the plums are ripe" in kept
    names = [read_post(post).name for post in posts_of(space)]
    assert names[0] == names[2] != names[1] == names[3]
    assert names[0] in words_in(space)[1], "where her name stood, the made-up one stands"
    rows = str([*Post.objects.values(), *OldLetter.objects.values(), *Thread.objects.values()])
    assert "plums" not in rows
    assert names[0] not in rows
    assert "example" not in rows + str(made.found)


def test_a_letter_without_gaps_takes_no_longer_than_others() -> None:
    body, names, author = "a." * 20_000, Names(Space(pk=1)), Author("wren@example.org", "Wren")
    started = time.process_time()
    assert veil(f"{body} foo...@example.org", author, names) == f"{body} {GAP}"
    assert time.process_time() - started < 10


@pytest.mark.django_db
def test_answers_to_a_letter_that_nobody_has_are_together(space: Space) -> None:
    both = [letter(n, subject=f"Re: Frost {n}", References="<gone@example.org>") for n in (1, 2)]
    brought(space, b"".join(both))
    assert Thread.objects.get().posts_published == 2


@pytest.mark.django_db
def test_google_knows_its_threads_by_number(space: Space) -> None:
    same, other = {"X_GM_THRID": "17"}, {"X_GM_THRID": "18"}
    letters = [
        letter(1, **same),
        letter(2, subject="Spades", **same),
        letter(3, subject="Re: Harvest", **other),
    ]
    brought(space, b"".join(letters))
    assert sorted(Thread.objects.values_list("posts_published", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_the_same_archive_twice_is_once_and_what_was_removed_stays_away(space: Space) -> None:
    brought(space, THREAD)
    forget(posts_of(space)[3])
    again = brought(space, THREAD + letter(5, body="New."))
    assert (again.added, again.already) == (1, 4)
    assert Post.objects.count() == 4


@pytest.mark.django_db
def test_what_was_cut_off_goes_on_and_comes_in_once(space: Space) -> None:
    content = b"".join(letter(n, body=f"Row {n}.", subject=f"Bed {n}") for n in range(8))
    made = move(space)
    bring_in(made, io.BytesIO(content), stop=lambda: made.done >= 3, size=3)
    assert (made.done, Post.objects.count()) == (3, 3)
    made.refresh_from_db()
    assert made.state != Move.State.FINISHED
    assert bring_in(made, io.BytesIO(content), size=3)
    assert (made.done, made.added, Post.objects.count()) == (8, 8, 8)
    assert sorted(words_in(space)) == sorted(f"Row {n}." for n in range(8))


@pytest.mark.django_db
def test_visitors_read_old_letters_only_where_they_could_before(open_space: Space) -> None:
    hidden = Move(space=open_space, kind=Move.Kind.ARCHIVE, digest="1", state=Move.State.WAITING)
    hidden.save()
    assert let_in(move=hidden, by=None, was_public=False, is_shown=True, leaves_exposing=False)
    bring_in(hidden, io.BytesIO(ONE))
    assert not threads_for(AnonymousUser(), open_space, None).exists()
    shown = Move(space=open_space, kind=Move.Kind.ARCHIVE, digest="2", state=Move.State.WAITING)
    shown.save()
    assert let_in(move=shown, by=None, was_public=True, is_shown=True, leaves_exposing=False)
    assert not let_in(move=shown, by=None, was_public=False, is_shown=False, leaves_exposing=False)
    bring_in(shown, io.BytesIO(letter(2, subject="Frost")))
    assert threads_for(AnonymousUser(), open_space, None).count() == 1


@pytest.mark.django_db
def test_a_coordinator_learns_before_what_an_archive_holds(space: Space) -> None:
    space.months_kept = 12
    space.save()
    recent = format_datetime(datetime.now(UTC))
    letters = [
        letter(1),
        letter(2, day=recent, body="Call +44 20 7946 0958 tonight."),
        letter(3, JUNE, day=recent, Auto_Submitted="auto-replied"),
        letter(4, JUNE, day=recent, body="> only a quote"),
    ]
    made = move(space, leaves_exposing=True)
    content = io.BytesIO(b"".join(letters))
    look_through(made, content)
    found = {
        name: made.found[name]
        for name in ("authors", "too_old", "machines", "empty", "exposing", "telephone")
    }
    assert made.looked == 4
    assert found == dict.fromkeys(found, 1) | {"authors": 2}
    assert not Post.objects.exists()
    content.seek(0)
    bring_in(made, content)
    assert (made.added, made.left_out) == (0, 4)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Name,Address\n",
        b"PK\x03\x04 no zip",
        zipped(a_csv=b"a,b"),
        gzip.compress(ONE)[:40],
        b"\x00" * 9000,
    ],
    # Their bytes hold the time at which they were packed: each worker would have other names.
    ids=["nothing", "a table", "no zip", "a table in a zip", "half a file", "noughts"],
)
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableArchive):
        list(letters_in(io.BytesIO(content)))


def test_a_line_that_begins_with_from_is_no_new_letter() -> None:
    words = "We came\n\nFrom Nairobi at 10:30 in the year 2019, tired.\n\n>From here on we walk."
    found = list(letters_in(io.BytesIO(letter(body=words) * 2)))
    assert len(found) == 2
    assert b"\nFrom here on we walk" in found[0].content


@pytest.mark.django_db
def test_a_file_lies_sealed_and_goes_when_it_is_in(space: Space, coordinator: Person) -> None:
    content = gzip.compress(THREAD)
    made = receive(space=space, kind=Move.Kind.ARCHIVE, name="old.mbox.gz", content=[content], by=coordinator)
    lies = next(keeping.folder().glob(f"{made.file}*"))
    assert content[:20] not in lies.read_bytes()
    look.call(made.pk)
    made.refresh_from_db()
    assert (made.state, made.looked) == (Move.State.WAITING, 4)
    let_in(move=made, by=coordinator, was_public=False, is_shown=False, leaves_exposing=False)
    come_in.call(made.pk)
    made.refresh_from_db()
    assert (made.state, made.added, lies.exists()) == (Move.State.FINISHED, 4, False)


def test_a_sealed_file_is_read_from_any_place_and_not_changed_unseen(tmp_path: Path) -> None:
    whole = bytes(range(256)) * 700
    path = tmp_path / "a.sealed"
    write_sealed(path, [whole[:100_000], whole[100_000:]])
    with open_sealed(path) as file:
        assert file.read() == whole
        file.seek(65_530)
        assert file.read(20) == whole[65_530:65_550]
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with open_sealed(path) as file, pytest.raises(CannotOpenError):
        file.read()
