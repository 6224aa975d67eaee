"""Vault: what was sealed for named people is opened by them, and by nobody else.

Purpose: key pairs of people, shared keys that rooms seal things to, grants that say who holds them, return
codes, a recovery key that is kept on paper. Not its purpose: knowing what is sealed; rooms above do that. To
remember: a secret half lies nowhere in clear. Hers is wrapped under a passphrase that is not her way in to
the site; while her vault is open it travels in her cookie, under a key that only this run of the server
knows. Whoever administers the site, or carries its disk away, reads nothing. A programme changed by force
could read what is opened after that; no scheme on a server prevents it, and the texts that people see do not
claim so.
"""
