"""Calls that are open, and who signed them, for tests: each signature sealed as it is on the site."""

import json
from typing import Any

from tests.campaigns.making import agreed
from tests.vault.making import Holder
from whrin.campaigns.delivering.keys import PURPOSE, keys_for
from whrin.campaigns.delivering.opening import PAD
from whrin.campaigns.enums import Authority, Shows, Signer, SignState, State, Way
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.taking.marks import new_mark_key
from whrin.people.sealing import fingerprint
from whrin.vault.actions import new_shared_key
from whrin.vault.envelopes import seal_to


def open_call(holder: Holder, **columns: Any) -> Call:
    """Make a paper of the holder that is open for signatures, with a key that she holds."""
    paper = agreed(holder.person, title="Care, not punishment")
    paper.state, paper.slug = State.OPEN, columns.pop("slug", "care-not-punishment")
    paper.save(update_fields=["state", "slug"])
    key = new_shared_key(purpose=PURPOSE, holders=keys_for(paper))[0]
    wrapped = new_mark_key(paper.pk)
    return Call.objects.create(paper=paper, key=key, wrapped_mark_key=wrapped, **columns)


def sign_as(call: Call, name: str, *, kind: Signer = Signer.PERSON, **columns: Any) -> Signature:
    """Have somebody sign, confirmed unless told otherwise. Her address is made of her name."""
    email = f"{name.lower().replace(' ', '.')}@her.example"
    is_organisation = kind == Signer.ORGANISATION
    given = {
        "state": SignState.CONFIRMED,
        "shows": Shows.NAMED,
        "authority": Authority.CONFIRMED if is_organisation else Authority.NONE,
        "language": "en",
        "way": Way.WEB,
        **columns,
    }
    given.setdefault("shown", "" if given["shows"] == Shows.COUNTED else name)
    made = Signature(call=call, kind=kind, mark=fingerprint(f"{kind} {email}"), **given)
    said = {"name": name, "email": email, "organisation": name if is_organisation else "", "language": "en"}
    assert call.key
    made.sealed = seal_to(bytes(call.key.public), json.dumps(said).encode(), label=made.label, pad=PAD)
    made.save(force_insert=True)
    return made
