"""Questions in work."""
