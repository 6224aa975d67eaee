"""Events: where the world decides, when, and what the network does there.

Purpose: bodies, their sessions and deadlines, countries under review, what they decided and what a country
did about it; days and conferences; meetings of the network's own, with registration; calendars for phones.
Not its purpose: what the network writes for a session (`campaigns`). To remember: a day that nobody announced
is not made up: a month is all that is known until then; who goes is told to members alone, and a joining link
only to those who registered.
"""
