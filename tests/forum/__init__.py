"""The forum: spaces, words, names."""
