"""Writes to records: made, changed, struck out, withdrawn, brought back, merged, erased."""

from whrin.services.actions.ending import (
    CannotMerge,
    NotWithdrawn,
    erase_withdrawn,
    merge_services,
    restore_service,
    withdraw_service,
)
from whrin.services.actions.records import (
    WrongContent,
    change_service,
    check_service,
    create_service,
    publish_service,
)
from whrin.services.actions.showing import SHELF, show_anew
from whrin.services.actions.terms import load_terms

__all__ = [
    "SHELF",
    "CannotMerge",
    "NotWithdrawn",
    "WrongContent",
    "change_service",
    "check_service",
    "create_service",
    "erase_withdrawn",
    "load_terms",
    "merge_services",
    "publish_service",
    "restore_service",
    "show_anew",
    "withdraw_service",
]
