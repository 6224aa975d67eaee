"""What `whrin check safety` looks at: whether this machine keeps what the platform promises.

It looks at the running system and changes nothing. `well` is only said of what was seen; what cannot be seen
from inside is `LOOK`, with what to look for. `docs/operator/safety.md` says how each is put right.
"""
