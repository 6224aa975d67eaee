"""What people send is read whole before a thread is spent, within bounds."""

import asyncio
from pathlib import Path

import pytest

from whrin.server import bodies
from whrin.server.bodies import Body, BodyTooLarge, BodyTooSlow, NoRoomForBody, Room, read_body


async def sent(*chunks: bytes, pause: float = 0.0):
    for chunk in chunks:
        await asyncio.sleep(pause)
        yield chunk


def read(body: Body, chunks, *, limit: int = 10**9, expected: int | None = None) -> bytes:
    asyncio.run(read_body(chunks, body, limit=limit, expected=expected))
    return body.file.read()


def test_a_small_body_stays_in_memory(tmp_path: Path):
    room = Room()
    body = Body(tmp_path, room)
    assert read(body, sent(b"a=1", b"&b=2")) == b"a=1&b=2"
    assert room.taken == 0


def test_a_large_body_waits_on_disk_without_a_name(tmp_path: Path):
    room = Room()
    body = Body(tmp_path, room)
    chunk = b"x" * 100_000
    assert read(body, sent(chunk, chunk, chunk)) == chunk * 3
    assert room.taken == 300_000
    assert list(tmp_path.iterdir()) == [], "a crash would leave nothing behind"
    body.close()
    assert room.taken == 0


def test_one_large_piece_is_counted_once(tmp_path: Path):
    room = Room()
    body = Body(tmp_path, room)
    body.write(b"x" * 500_000)
    body.write(b"y" * 500_000)
    assert room.taken == body.size == 1_000_000


@pytest.mark.parametrize("expected", [None, 11])
def test_a_body_over_the_limit_is_refused(tmp_path: Path, expected):
    with pytest.raises(BodyTooLarge):
        read(Body(tmp_path, Room()), sent(b"x" * 6, b"x" * 5), limit=10, expected=expected)


def test_a_sender_who_stops_is_given_up(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    with pytest.raises(BodyTooSlow):
        read(Body(tmp_path, Room()), sent(b"x", b"x", pause=0.5))


def test_half_of_a_body_never_stands_for_all_of_it(tmp_path: Path):
    with pytest.raises(BodyTooSlow):
        read(Body(tmp_path, Room()), sent(b"a=half"), expected=7)
    assert read(Body(tmp_path, Room()), sent(b"a=whole"), expected=7) == b"a=whole"


def test_a_sender_slower_than_any_phone_is_given_up(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    monkeypatch.setattr(bodies, "SLOWEST", 10**9)
    with pytest.raises(BodyTooSlow):
        read(Body(tmp_path, Room()), sent(*[b"x"] * 50, pause=0.02), expected=50)


def test_many_large_bodies_cannot_fill_the_disk(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(bodies, "ON_DISK_TOGETHER", 400_000)
    room = Room()
    first, second = Body(tmp_path, room), Body(tmp_path, room)
    first.write(b"x" * 300_000)
    with pytest.raises(NoRoomForBody):
        second.write(b"x" * 300_000)
    second.close()
    assert room.taken == 300_000
