"""What taking a signature needs to know: what was given, whose address it is, whether it looks like a flood,
who may sign for an organisation, and the letter that asks.

Nothing here writes; `whrin.campaigns.actions.signing` does. To remember: an address is kept sealed to those
who deliver, beside a mark that is worthless without the call's own key.
"""
