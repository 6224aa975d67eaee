"""Server: how the house meets the network.

A buffer waits for slow clients so that no thread of Django does; a cache in front answers unchanged pages;
one process tree serves and works. Not its purpose: anything about content.
"""
