"""Review of suggestions by two peers: a queue, one page each, and saying it better.

Purpose: members who are named as reviewers, and coordinators, decide on a phone, without scripts. Not its
purpose: what is decided (`actions.deciding`). To remember: to whoever is no reviewer these pages are not
there; of other reviewers only a role is told, never a name.
"""
