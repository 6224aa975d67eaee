"""Citations: a work in twelve styles, as plain text.

Purpose: render one entry of a bibliography by a style of the Citation Style Language (CSL 1.0.2), equal to
what citeproc-js makes of it (`tests/library/golden`). Not its purpose: citations inside a text, sorting,
whole bibliographies. To remember: styles and their words are data (`library/data/csl`), never ours to edit.
"""
