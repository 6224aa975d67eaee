"""Signing by e-mail alone: the addresses, what a letter says, what was understood of it.

What is done with a letter is in `whrin.campaigns.letters_in`.
"""
