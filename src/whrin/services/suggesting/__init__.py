"""Suggestions from anybody, without an account, a cookie or a script: pages, forms, receipts.

Purpose: what she types becomes a proposal, and she gets a code with which she sees what became of it. Not its
purpose: deciding (`reviewing`). To remember: an address that may not be published is taken out of what was
sent before anything looks at it, also when the form is shown again.
"""
