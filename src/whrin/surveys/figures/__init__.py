"""Figures out of answers: counted, rid of what would tell of a few, drawn, and given away as tables.

Purpose: what many answers say together. Not its purpose: answers one by one (`reviewing`, `tables`). To
remember: `counting` holds exact counts, which nobody is shown; what leaves is made by `shaping` and
`crossing`, and `hiding` says what can be learnt from it. These and `flows` and `numbers` know no framework.
"""
