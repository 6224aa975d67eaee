"""The organisation's own way: a link that opens its record, and rounds that ask whether it is still correct.

Purpose: an organisation confirms, corrects, pauses or withdraws its record without an account. Not its
purpose: what anybody may suggest (`suggesting`). To remember: the mailbox is sealed and shown to nobody; a
withdrawal works at once, everything else is a suggestion that two peers review; the link needs no cookie.
"""
