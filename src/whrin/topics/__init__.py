"""Topics: the network's controlled vocabulary, in every language.

Purpose: one set of subjects for every room; a topic may stand under several broader ones, never under itself.
Alternative labels feed the search as synonyms. Not its purpose: free tags. To remember: SKOS words
(prefLabel, altLabel, broader, scopeNote); a room above says in `figures.py` what it counts by topic.
"""
