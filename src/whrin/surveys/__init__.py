"""Surveys: questions asked with forms, and the logic that they carry.

Purpose: forms written as XLSForm, filled in on the web without scripts or on phones with ODK Collect, and
their answers. Not its purpose: what is done with answers elsewhere (services, the index).
To remember: JavaRosa, which ODK Collect runs, is the norm for what a form means; where we differ, the
developer's guide names it. `xpath` is pure: no Django, no database, no request, only nodes and values.
"""
