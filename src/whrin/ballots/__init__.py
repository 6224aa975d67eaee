"""Ballots: questions put to members, answered in secret, counted once.

Purpose: one engine for every room that asks: who may answer is asked of that room, each answers once and may
change it until the ballot closes, then figures alone are left. Not its purpose: what is asked (words stay
with the room; here options are numbers), who is shown what page. To remember: the key that ties answers to
people is destroyed with the answers at closing; what is kept is what is shown.
"""
