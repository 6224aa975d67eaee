"""Evidence: facts that texts cite while they are alive, and keep as they were once they are published.

`facts`: what a fact is. `sources`: rooms register where facts come from. `reading`: many facts at once, and
what there is to choose from. `places`: what counts are of. `wording`: numbers, days and references in a
reader's language. Not its purpose: texts and their citations (a room above keeps those). To remember: a
source gives what everybody may read, nothing else; what its rules hide is barred and never offered. See
docs/developer/evidence.md.
"""
