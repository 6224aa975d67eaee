"""Campaigns: what the network says in public, who signs it, and what came of it.

Purpose: papers that women write together and sign off, with evidence that stays alive until it is published;
limits of the bodies that take them; signatures, delivered and then erased; campaigns and press work. Not its
purpose: the figures themselves (rooms register those with `documents.evidence`), sessions and deadlines
(`events`). To remember: a published text never changes in silence; a signature that was acknowledged is never
lost; who signed is sealed to the people who deliver it.
"""
