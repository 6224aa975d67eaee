"""Who signed a paper, for the file that is delivered: totals, and organisations by name. Never a person."""

from django.template.loader import render_to_string
from django.utils.translation import override

from whrin.campaigns.actions.erasing import frozen_totals
from whrin.campaigns.models import Call, Paper


def signed_annex(paper: Paper, language: str) -> str:
    """Return an annex as HTML of ours; empty where nobody could sign."""
    call = Call.objects.filter(paper=paper).first()
    if call is None:
        return ""
    totals = call.totals if call.erased_on else frozen_totals(call)
    with override(language):
        return render_to_string("campaigns/publishing/signed.html", {"totals": totals}).strip()
