"""What each process keeps in memory: sets of documents as big integers, one bit a document, current to
the last change.
"""
