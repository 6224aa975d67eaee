"""One service as visitors see it: its page, its history, a sheet and cards to print, a feed of changes."""
