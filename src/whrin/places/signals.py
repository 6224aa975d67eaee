"""What places tell rooms above, which they do not know. Sent after the commit."""

from django.dispatch import Signal

#: Names or members of regions changed: `codes`, a list. What was indexed by them should be indexed anew.
regions_changed = Signal()
#: Names of countries changed: `codes`, a list.
countries_changed = Signal()
