import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.cast import SignedIn
from tests.incidents.making import World, standing
from whrin.incidents.enums import Role
from whrin.incidents.models import Recording

FRAME = b"\xff\xfb\x90\x64" + bytes(413)
TAGGED = b"ID3\x04\x00\x00\x00\x00\x01\x00" + b"made by Wren".ljust(128, b"\0") + FRAME
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(64)
WRONG = {
    "markup": b"<script>alert(1)</script>",
    "a tag without sound": b"ID3\x04\x00\x00\x00\x00\x00\x05hello<script>",
    "other sound": b"RIFF\x00\x00\x00\x00WAVE",
    "too large": FRAME + bytes(2 * 1024 * 1024),
    "nothing but a beginning": b"\xff\xfb",
}


def coordinator() -> SignedIn:
    """Return the browser of a coordinator of reports."""
    kite = cast.member("Kite")
    standing(kite, Role.COORDINATOR)
    return SignedIn(kite)


def give(browser: Client, sound: bytes) -> int:
    """Give a voice to the first question, in English; return the status."""
    data = {"step": "whom", "language": "en", "sound": SimpleUploadedFile("voice.mp3", sound)}
    return browser.post(reverse("incidents:voices"), data).status_code


@pytest.mark.parametrize(
    ("sound", "media_type"), [(TAGGED, "audio/mpeg"), (OPUS, "audio/ogg")], ids=["mp3", "opus"]
)
def test_she_hears_a_question_once_somebody_read_it(room: World, sound: bytes, media_type: str) -> None:
    browser, address = coordinator(), reverse("incidents:voice", args=["whom", "en"])
    first = reverse("incidents:ask")
    assert address not in Client().get(first).content.decode()
    assert give(browser, sound) == 302
    assert address in Client().get(first).content.decode()
    assert address not in Client().get("/fr/tell/questions/").content.decode()

    heard = Client().get(address)
    assert heard["Content-Type"] == media_type
    assert heard["X-Content-Type-Options"] == "nosniff"
    assert "public" in heard["Cache-Control"]
    assert b"made by" not in heard.content
    part = Client().get(address, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, heard.content[:4])
    assert Client().get(address, headers={"if-none-match": heard["ETag"]}).status_code == 304

    assert give(browser, OPUS) == 302
    browser.post(reverse("incidents:voice_remove", args=[Recording.objects.get().pk]))
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("what", WRONG)
def test_nothing_but_a_sound_is_kept(room: World, what: str) -> None:
    assert give(coordinator(), WRONG[what]) == 422
    assert give(room.heron.client, FRAME) == 404
    assert not Recording.objects.exists()
