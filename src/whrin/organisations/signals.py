"""What organisations tell rooms above, which they do not know. Sent after the commit."""

from django.dispatch import Signal

#: The name of an organisation changed: `organisation`, its primary key.
organisation_renamed = Signal()
