"""Papers as everybody reads them: a list, the page of each, its editions, files, feed and table; and, for
those who work on them, the page on which they are published, corrected and withdrawn.

To remember: what was published is read from its edition alone; figures of today stand beside it, never in it.
"""
