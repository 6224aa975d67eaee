"""Cli: the command `whrin`, the coordinator's door. Each module is one of its words and calls one action of
a room.

Not its purpose: anything that a room could do itself. To remember: whoever reads the help may never have used
a terminal; a long word shows how far it is, stops at Ctrl-C without harm, and says how to go on.
"""

from whrin.cli.command import main as main
