"""How long the vault takes: to let a newcomer in, and to open a caseworker's whole list.

    python -m benchmarks.vault [--quick]

Promised: 1,000 keys sealed anew for a newcomer within 1 s; 2,000 keys and as many summaries opened in 1 s,
both with the database. Beside them, in the same run, the bare work of libsodium. `--quick`: a tenth; fails at
five times the limit.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from benchmarks.verdict import fails, word

#: Seconds promised for all of it.
LIMIT = 1.0
NEWCOMER, LIST = 1_000, 2_000
_SUMMARY = b"{" + b" " * 400 + b"}"


def main() -> int:
    """Run, print the figures, and fail where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick: bool = parser.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        _set_up(folder)
        return measure(quick=quick)


def _set_up(folder: str) -> None:
    os.environ.update(WHRIN_VAR=folder, WHRIN_HTTPS="0", DJANGO_SETTINGS_MODULE="whrin.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.VAULT_COST = (1, 8)  # the derivation is no part of what is measured
    for room in ("people", "vault", "audit"):
        call_command("migrate", room, verbosity=0)


def measure(*, quick: bool) -> int:
    """Measure both promises; return 1 when one is broken."""
    from whrin.vault.actions import grant_many, new_shared_key
    from whrin.vault.envelopes import open_sealed, seal_to
    from whrin.vault.models import SharedKey

    share = 10 if quick else 1
    (first, first_opened), (newcomer, _opened) = _holder("first"), _holder("newcomer")
    shareds = [new_shared_key(purpose="report", holders=[first])[0] for _ in range(LIST // share)]
    sealed = {one.pk: seal_to(bytes(one.public), _SUMMARY, label=str(one.pk), pad=512) for one in shareds}
    let_in = shareds[: NEWCOMER // share]

    def open_the_list() -> None:
        rows = list(SharedKey.objects.filter(purpose="report"))
        pairs = first_opened.pairs_of(rows)
        for row in rows:
            open_sealed(pairs[row.pk], sealed[row.pk], label=str(row.pk))

    bare_seal, bare_open = _bare_seal(len(let_in)), _bare_open(2 * len(shareds))
    let_her_in = _seconds(lambda: grant_many(opened=first_opened, shareds=let_in, to=newcomer))
    found = (
        (f"{len(let_in):,} keys for a newcomer", let_her_in, bare_seal + _bare_open(len(let_in))),
        (f"{len(shareds):,} keys and summaries opened", _seconds(open_the_list), bare_open),
    )
    broken = 0
    for what, seconds, bare in found:
        missed_by = seconds / (LIMIT / share)
        broken |= fails(missed_by, quick=quick)
        print(
            f"{what}: {seconds:.3f} s of {LIMIT / share:g} s: {word(missed_by)}; libsodium alone {bare:.3f} s"
        )
    return int(broken)


def _holder(name: str) -> tuple[Any, Any]:
    from whrin.people.models import Person
    from whrin.vault import slowly
    from whrin.vault.actions import make_personal_key
    from whrin.vault.envelopes import pair_of
    from whrin.vault.models import PersonalKey
    from whrin.vault.opened import Opened

    personal, phrase = make_personal_key(person=Person.objects.create_user(name))
    PersonalKey.objects.update(state=PersonalKey.State.CONFIRMED)
    secret = slowly.unwrap(bytes(personal.wrapped), phrase, label=personal.wrap_label)
    return personal, Opened(personal, pair_of(secret))


def _bare_seal(times: int) -> float:
    from nacl.bindings import crypto_box_keypair, crypto_box_seal

    public, _secret = crypto_box_keypair()
    return _seconds(lambda: [crypto_box_seal(bytes(32), public) for _ in range(times)])


def _bare_open(times: int) -> float:
    from nacl.bindings import crypto_box_keypair, crypto_box_seal, crypto_box_seal_open

    public, secret = crypto_box_keypair()
    sealed = crypto_box_seal(bytes(32), public)
    return _seconds(lambda: [crypto_box_seal_open(sealed, public, secret) for _ in range(times)])


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
