"""Accounts, keys, membership, ways in, what a person shows of herself."""

from whrin.people.models.accounts import OpenSession, Person, RecoveryCode, RecoveryPhrase
from whrin.people.models.keys import Address, DataKey, DeletionCode
from whrin.people.models.membership import (
    Appeal,
    Application,
    Card,
    CardShown,
    Invitation,
    Membership,
    Vouch,
)

__all__ = [
    "Address",
    "Appeal",
    "Application",
    "Card",
    "CardShown",
    "DataKey",
    "DeletionCode",
    "Invitation",
    "Membership",
    "OpenSession",
    "Person",
    "RecoveryCode",
    "RecoveryPhrase",
    "Vouch",
]
