"""Keys of people, keys that things are sealed to, and who holds which."""

from whrin.vault.models.grants import Grant, SharedKey
from whrin.vault.models.keys import CodeKey, PersonalKey, RecoveryKey, Unlocking

__all__ = ["CodeKey", "Grant", "PersonalKey", "RecoveryKey", "SharedKey", "Unlocking"]
