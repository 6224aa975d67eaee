"""An old list's archive comes into a space: from every kind of file, once, without its authors' names."""

import gzip
import io
import tarfile
import zipfile

import pytest

from whrin.forum.archives.bringing import bring_in
from whrin.forum.models import Move, Post, Space
from whrin.forum.sealing import read_post, title_of

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


def words_in(space: Space) -> list[str]:
    posts = Post.objects.filter(thread__space=space).select_related("thread__space").order_by("pk")
    return [read_post(post).body for post in posts]


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
