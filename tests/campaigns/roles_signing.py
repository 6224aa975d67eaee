"""What stands in the addresses of signing, for the table of roles: a call that is open, and a signature."""

from typing import Any

from tests.campaigns.signed import sign_as
from whrin.campaigns.actions.kiosks import kiosk_mark
from whrin.campaigns.delivering.keys import PURPOSE
from whrin.campaigns.enums import SignState
from whrin.campaigns.models import Call, Kiosk, Paper
from whrin.campaigns.taking.letters import token_of
from whrin.campaigns.taking.marks import new_mark_key
from whrin.vault.envelopes import new_pair
from whrin.vault.models import SharedKey

_SECRET = "a-secret-of-a-link"
_OF_A_CALL = ("signatures_list", "delivery", "delivery_csv", "kiosks", "call_desk", "signatures_held")


def signing_things(signed: Paper) -> dict[str, dict[str, Any]]:
    """Open a call for a paper; return what stands in the addresses. Nobody's key opens it."""
    key = SharedKey.objects.create(purpose=PURPOSE, public=new_pair().public)
    call = Call.objects.create(paper=signed, key=key, wrapped_mark_key=new_mark_key(signed.pk))
    Kiosk.objects.create(call=call, mark=kiosk_mark(_SECRET), place="Town hall")
    waiting = sign_as(call, "Ana Alba", state=SignState.WAITING)
    return {
        **{f"campaigns:{name}": {"uid": signed.pk} for name in _OF_A_CALL},
        "campaigns:kiosk": {"secret": _SECRET},
        "campaigns:confirm": {"token": token_of(waiting.pk)},
    }
