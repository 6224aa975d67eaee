"""What people and rooms do with keys."""

from whrin.vault.actions.codes import (
    PreparedCode,
    TooManyTries,
    WrongCode,
    make_code_with,
    new_code_number,
    open_code,
    pair_for_code,
    prepare_code,
    store_code,
)
from whrin.vault.actions.personal import (
    CannotConfirm,
    change_phrase,
    confirm_key,
    make_personal_key,
    retire_key,
)
from whrin.vault.actions.recovering import (
    CannotSecond,
    NotAnAnswer,
    propose_recovery_key,
    recovery_request,
    seal_to_recovery,
    second_recovery_key,
    take_recovery,
)
from whrin.vault.actions.rotating import rotate
from whrin.vault.actions.sharing import (
    NobodyHolds,
    NotConfirmed,
    RotatedMeanwhile,
    grant_access,
    grant_many,
    new_shared_key,
    revoke_access,
)

__all__ = [
    "CannotConfirm",
    "CannotSecond",
    "NobodyHolds",
    "NotAnAnswer",
    "NotConfirmed",
    "PreparedCode",
    "RotatedMeanwhile",
    "TooManyTries",
    "WrongCode",
    "change_phrase",
    "confirm_key",
    "grant_access",
    "grant_many",
    "make_code_with",
    "make_personal_key",
    "new_code_number",
    "new_shared_key",
    "open_code",
    "pair_for_code",
    "prepare_code",
    "propose_recovery_key",
    "recovery_request",
    "retire_key",
    "revoke_access",
    "rotate",
    "seal_to_recovery",
    "second_recovery_key",
    "store_code",
    "take_recovery",
]
