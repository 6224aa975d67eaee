"""The fonts that documents are set in, and how they were made."""
