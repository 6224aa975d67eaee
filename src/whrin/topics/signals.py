"""What topics tell rooms above, which they do not know. Sent after the commit."""

from django.dispatch import Signal

#: Labels or places of topics changed: `slugs`, a list. What was indexed by their words should be so anew.
topics_changed = Signal()
