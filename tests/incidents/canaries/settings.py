"""The platform's own settings; only that a guess at a key phrase costs next to nothing."""

from whrin.settings import *  # noqa: F403 -- all of them, as they are

VAULT_COST = (1, 8)
