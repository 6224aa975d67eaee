"""The page where two people name a third, and where everybody sees who can read what is hers to care for."""
