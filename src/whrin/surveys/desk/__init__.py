"""Forms at the desk: the list, one form with its state and settings, its team, invitations, phones.

Purpose: pages for staff around a form. Not its purpose: its questions (`authoring`) or its answers. To
remember: pages of a form extend `surveys/desk/base.html`, get `survey` and `tab`, and ask `rights` first.
"""
