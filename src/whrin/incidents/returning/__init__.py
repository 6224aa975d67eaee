"""Coming back with a code: she reads the answer, writes, adds files, corrects what she allows, takes it back.

No cookie and no session: the page that she has before her carries a ticket, good for half an hour, that only
this run of the server can read. Neither the code nor the ticket ever stands in an address.
"""
