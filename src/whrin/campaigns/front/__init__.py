"""Campaigns: their public pages, what anybody can do, pictures to share, and the desk they are written at."""
