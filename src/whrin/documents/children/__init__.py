"""What runs in a child process: parsers of files that strangers made.

Nothing here imports Django, so that a child starts in a tenth of a second and holds no secret. Each module
is run with `python -m`, confines itself before it loads a parser, and answers with one line of JSON on its
standard output.
"""
