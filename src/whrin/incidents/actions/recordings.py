"""Voices that read the questions: kept as sounds that a telephone plays, and as nothing else."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.models import Recording
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person

#: Bytes of a recording.
LARGEST = 2 * 1024 * 1024
_HEAD, _OLD_TAG = 10, 128


class NotASound(ValueError):
    """Neither MP3 nor Opus by what is in it, or larger than 2 MB."""

    def __init__(self) -> None:
        super().__init__(_("Please choose a recording as MP3 or Opus (.ogg), of 2 MB at most."))


@transaction.atomic
def save_recording(*, step: str, language: str, sound: bytes, by: Person) -> Recording:
    """Keep a voice for a question in a language, in the place of the one before. What an MP3 says about
    itself, such as who made it, is left out. Raises `NotASound`.
    """
    media_type, bare = _sound_in(sound)
    kept, _is_new = Recording.objects.update_or_create(
        step=step, language=language, defaults={"media_type": media_type, "sound": bare}
    )
    record(verb="saved a recording", about=kept, by=by, step=step, language=language)
    advance_on_commit()
    return kept


@transaction.atomic
def remove_recording(*, recording: Recording, by: Person) -> None:
    """Take a voice away."""
    about = {"step": recording.step, "language": recording.language}
    record(verb="removed a recording", about=recording, by=by, **about)
    recording.delete()
    advance_on_commit()


def _sound_in(sound: bytes) -> tuple[str, bytes]:
    """Return the media type and the sound without its tags, by what is in it. Raises `NotASound`."""
    if len(sound) > LARGEST:
        raise NotASound
    if sound.startswith(b"OggS") and b"OpusHead" in sound[:80]:
        return "audio/ogg", sound
    bare = _without_tags(sound)
    if not _is_mp3_frame(bare[:4]):
        raise NotASound
    return "audio/mpeg", bare


def _without_tags(sound: bytes) -> bytes:
    """Leave out ID3: at the beginning its length stands in 7 bits a byte; at the end it has 128 bytes."""
    if sound.startswith(b"ID3") and len(sound) > _HEAD:
        length = 0
        for byte in sound[6:_HEAD]:
            length = length << 7 | byte & 0x7F
        sound = sound[_HEAD + length :].lstrip(b"\0")
    return sound[:-_OLD_TAG] if sound[-_OLD_TAG:-125] == b"TAG" else sound


def _is_mp3_frame(head: bytes) -> bool:
    """Say whether these 4 bytes begin a frame of MPEG audio, layer III (ISO/IEC 11172-3, 2.4.1.3)."""
    bits = int.from_bytes(head, "big")
    has_layer = bits >> 17 & 0x3 == 1
    has_rates = bits >> 12 & 0xF not in {0, 0xF} and bits >> 10 & 0x3 != 0x3
    return len(head) == 4 and bits >> 21 == 0x7FF and bits >> 19 & 0x3 != 1 and has_layer and has_rates
