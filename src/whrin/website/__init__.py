"""Website: the pages editors write, the menus, the front page; composes what the rooms give.

Purpose: what the network says of itself, side by side in every language. Not its purpose: records.
To remember: only editorial pages are Wagtail pages; a position paper's page is also a work in the library.
"""
