"""The words that reports are coded with: edited by coordinators, read by everybody."""
