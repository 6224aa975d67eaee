"""Signing at an event: the link that is made for a day, and the page on which one signs after the other.

Remember: nothing of whoever signed last is on the screen, in the browser's history or behind its back button.
A signature counts when she answers our letter at home.
"""
