"""Incidents: rights reports. She tells what was done, gets an answer, and many reports become evidence.

Purpose: reports sealed for named caseworkers, a return code for her alone, care of a case, counted figures.
Not its purpose: keys (`vault`), laws and policies (`policy_index`), services to refer to (`services`). To
remember: in clear there is an ISO week, a team and a state, nothing else; words are opened in memory for the
one who asks; every exit asks `consents`; nothing is kept of a visit before she sends.
"""
