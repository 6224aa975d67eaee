"""Measures at the desk: written, published, withdrawn, and what readers suggest."""
