"""Open Referral: the map as programmes of other directories read it (HSDS 3.1), under `/hsds/3.1/`.

Purpose: every public record in the world's standard for such directories, valid in its strict form, and the
profile that says how ours is told in it. Not its purpose: deciding what is public (`queries`). To remember:
`telling` builds plain mappings and reads no database; a place is told no finer than its precision even if a
row said more; `schemas` are the work of Open Referral, kept as they are.
"""
