"""Old mailing lists: their archives and rosters come in, and a space goes out.

Purpose: read what Mailman, Google Groups and groups.io give; take every address and name out; keep the words
under the key of the space, below what lives. Ask those on a roster once. Write a space as mbox or JSON.
Not its purpose: carrying letters (`mailing`). To remember: files hold what could harm, so they lie sealed and
are erased; whatever is cut off goes on where it was, and comes in once.
"""
