"""Limits: how long a paper is, what its kind asks for, and whether it can go out as it is.

Purpose: the meter of words and minutes, the checklist, the file for a body, the desk on which limits are
kept. Not its purpose: what is said in the paper, or the decision to publish. To remember: limits are data
with a source and a day, and what is not known is no limit; a wrong file is refused before it is made.

`words`: counting · `meter`: how much of how much · `structure`, `checks`: the checklist, of `findings` ·
`pages`: meter, checklist and the file for a body · `forms`, `kinds`: the desk.
"""
