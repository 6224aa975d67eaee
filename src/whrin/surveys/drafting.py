"""What is begun on the web, and its secrets: an address that cannot be guessed, six words, a receipt.

Everything follows from the secret in the address, which no row holds: the key of the answers, the ID under
which they are sent, the receipt. So sending twice, or again after a crash, is sending once, and she is told
the same receipt.
"""

import hashlib
import hmac
import json
import secrets
import uuid
from dataclasses import asdict, dataclass, field, fields

from django.conf import settings

from whrin.kit.days import today
from whrin.people.keys import open_with, seal_with
from whrin.people.marks import mark_of
from whrin.people.phrases import canonical_phrase, new_phrase
from whrin.people.recovery import GROUP, LENGTH, SIGNS, canonical
from whrin.people.sealing import CannotOpenError, key_for
from whrin.surveys.models import Draft, DraftFile, Form
from whrin.surveys.sealing import open_bytes

#: Bytes of chance in an address; words of a phrase (66 bits, and each try costs scrypt).
_BYTES, WORDS = 24, 6
_SCRYPT = {"n": 2**13, "r": 8, "p": 1}


@dataclass
class State:
    """Where somebody is in a form.

    `answers`: texts by place. `language`: of the form, as she chose it. `phrase`: hers, to be shown again.
    `seat`: the secret of her invitation. `page`: the key of the page where she is.
    `is_told`: she has been shown her words.

    `receipt`: the code of the answer that these correct, and `replaces`: the ID of what they replace; empty
    where it cannot be opened: then they take its place.

    `left_out`: answers that did not fit into a newer version, as label and text; `new`: questions that it
    asks and the older one did not; `is_news`: she has not seen yet what is new.
    """

    answers: dict[str, str] = field(default_factory=dict)
    language: str = ""
    phrase: str = ""
    seat: str = ""
    receipt: str = ""
    replaces: str = ""
    page: str = ""
    is_told: bool = False
    left_out: list[tuple[str, str]] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    is_news: bool = False


@dataclass(frozen=True)
class Opened:
    """A draft with what only its secret opens."""

    draft: Draft
    secret: str
    state: State


@dataclass(frozen=True)
class FileOfDraft:
    """A picture or another file that waits to be sent."""

    name: str
    media_type: str
    pk: int


def new_secret() -> str:
    """Return a secret for an address, 192 bits."""
    return secrets.token_urlsafe(_BYTES)


def new_words(language: str) -> str:
    """Return six words in her language, or in English."""
    return " ".join(new_phrase(language).split()[:WORDS])


def mark_of_secret(secret: str) -> str:
    """Return what a draft's row holds of its secret."""
    return mark_of(secret, purpose="draft")


def stretched(phrase: str) -> str:
    """Return what a phrase leads to, after 20 milliseconds of work: nobody tries out words by the million."""
    salt = key_for("phrase of a draft", settings.SECRET_KEY)
    return hashlib.scrypt(canonical_phrase(phrase).encode(), salt=salt, dklen=32, **_SCRYPT).hex()


def mark_of_phrase(stretched_phrase: str) -> str:
    """Return what a draft's row holds of its phrase."""
    return mark_of(stretched_phrase, purpose="phrase of a draft")


def seal_address(stretched_phrase: str, secret: str, *, mark: str) -> str:
    """Return the secret as only the phrase opens it."""
    return seal_with(bytes.fromhex(stretched_phrase), secret, label=f"surveys.Draft.sealed_address:{mark}")


def open_address(stretched_phrase: str, draft: Draft) -> str:
    """Return the secret of a draft again. Raises `CannotOpenError`."""
    label = f"surveys.Draft.sealed_address:{draft.mark}"
    return open_with(bytes.fromhex(stretched_phrase), draft.sealed_address, label=label)


def seal_state(secret: str, state: State) -> str:
    """Return a state as a row holds it."""
    return seal_with(key_of(secret), json.dumps(asdict(state)), label=_label(mark_of_secret(secret)))


def find_draft(form: Form, secret: str) -> Opened | None:
    """Return the draft of a form under a secret, opened; None: there is none (any more)."""
    draft = (
        Draft.objects.filter(mark=mark_of_secret(secret), version__form=form, expires_on__gte=today())
        .select_related("version__form")
        .defer("version__sheets", "version__xform")
        .first()
    )
    return None if draft is None else opened(draft, secret)


def opened(draft: Draft, secret: str) -> Opened | None:
    """Return a draft with its state; None: the secret does not open it."""
    try:
        said = json.loads(open_with(key_of(secret), draft.sealed, label=_label(draft.mark)))
    except CannotOpenError:
        return None
    said["left_out"] = [(label, text) for label, text in said["left_out"]]
    # Kept by an older or newer programme, it may have other fields.
    known = {each.name for each in fields(State)}
    return Opened(draft, secret, State(**{name: value for name, value in said.items() if name in known}))


def find_by_phrase(form: Form, typed: str) -> str:
    """Return the secret of the draft with this phrase, however it was typed; empty: there is none."""
    if len(canonical_phrase(typed).split()) != WORDS:
        return ""
    key = stretched(typed)
    found = Draft.objects.filter(phrase_mark=mark_of_phrase(key), version__form=form)
    draft = found.filter(expires_on__gte=today()).first()
    try:
        return open_address(key, draft) if draft else ""
    except CannotOpenError:
        return ""


def key_of(secret: str) -> bytes:
    """Return what a draft is sealed with."""
    return _derived(secret, "key")


def instance_id_of(secret: str) -> str:
    """Return the ID under which a draft is sent."""
    return f"uuid:{uuid.UUID(bytes=_derived(secret, 'instance')[:16], version=4)}"


def receipt_of(secret: str) -> str:
    """Return the code with which the answer can be corrected or withdrawn: 24 signs in groups of four."""
    number = int.from_bytes(_derived(secret, "receipt")[:15])
    signs = "".join(SIGNS[number >> 5 * place & 31] for place in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def receipt_mark(code: str) -> str:
    """Return what an answer's row holds of its receipt, however the code was typed."""
    return mark_of(canonical(code), purpose="receipt")


def mark_of_file(secret: str, name: str) -> str:
    """Return what a file's row holds of its name."""
    return hmac.new(key_of(secret), f"name {name}".encode(), hashlib.sha256).hexdigest()


def label_of_file(mark: str) -> str:
    """Return where a file of a draft is sealed for."""
    return f"surveys.DraftFile.sealed:{mark}"


def files_of(opened: Opened) -> dict[str, FileOfDraft]:
    """Return what a draft has of files, by name."""
    key = key_of(opened.secret)
    files = {}
    for row in opened.draft.files.order_by("pk").defer("sealed"):
        label = label_of_file(f"{row.mark} name")
        told = json.loads(open_bytes(key, bytes.fromhex(row.sealed_name), label=label))
        files[told["name"]] = FileOfDraft(told["name"], told["type"], row.pk)
    return files


def content_of(opened: Opened, file: FileOfDraft) -> bytes:
    """Return a file of a draft. Raises `CannotOpenError`."""
    row = DraftFile.objects.get(pk=file.pk, draft=opened.draft)
    return open_bytes(key_of(opened.secret), bytes(row.sealed), label=label_of_file(row.mark))


def _derived(secret: str, what: str) -> bytes:
    return hmac.new(secret.encode(), f"whrin draft {what}".encode(), hashlib.sha256).digest()


def _label(mark: str) -> str:
    return f"surveys.Draft.sealed:{mark}"
