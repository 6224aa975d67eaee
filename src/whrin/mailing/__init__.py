"""Mail: in, out, and the queue between.

Purpose: take letters in over LMTP, acknowledge only what is stored, tell what each is, give it to the room it
is for; compose letters when they are sent, retry, count what comes back. Not its purpose: knowing what a list
is (rooms register theirs in `lists`). To remember: no body waits in the queue, a room composes it in the
moment of sending, so that what was withdrawn is never sent; no tracking; at least once, same Message-ID.
"""
