"""The row of a call, locked: whoever changes what counts and whoever delivers it wait for each other.

It is locked before any signature of its own, so that no two wait for each other for ever. Signing goes on
meanwhile: a new signature does not count yet.
"""

from whrin.campaigns.models import Call


def lock_call(pk: int) -> Call | None:
    """Return a call as it is now, locked until the caller's transaction ends; None: its data are erased."""
    return Call.objects.select_for_update(no_key=True).filter(pk=pk, erased_on=None).first()
