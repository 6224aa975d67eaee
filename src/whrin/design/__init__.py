"""Design: how everything looks and behaves; templates, components, tokens, the only global CSS and script.

Purpose: one frame for every page, at 320 pixels and at 400 % zoom, right to left, in the dark, on paper,
without scripts. Not its purpose: what a page says. To remember: one plain stylesheet in layers, inlined; no
`style=`; logical properties only; nothing from a third party.
"""
