"""Questions read aloud, for whoever would rather hear than read."""
