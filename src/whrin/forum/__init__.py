"""The forum: spaces where members talk, on the web or by e-mail alone, under a name of their choosing.

Purpose: spaces, topics, posts, names that differ in each space, moderation that protects. Not its purpose:
carrying letters (`mailing`), accounts (`people`). To remember: words are sealed under their author's data
key; nobody's rows are fetched but through `queries`, which takes the person asking; no times, only days.
"""
