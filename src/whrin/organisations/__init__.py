"""Organisations: those that provide, sign and belong; the network's allies by kind.

Purpose: a public register of organisations, with who represents them and what was done together. Not its
purpose: places of service (`services`). To remember: representatives are members and are never shown.
"""
