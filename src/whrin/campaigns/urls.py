"""Public pages under /act/, pages of those who write under /write/."""

from whrin.campaigns.citing.urls import patterns as citing
from whrin.campaigns.front.urls import patterns as front
from whrin.campaigns.kiosk.urls import patterns as kiosk
from whrin.campaigns.limits.urls import patterns as limits
from whrin.campaigns.press.urls import patterns as press
from whrin.campaigns.publishing.urls import patterns as publishing
from whrin.campaigns.reviewing.urls import patterns as reviewing
from whrin.campaigns.signatories.urls import patterns as signatories
from whrin.campaigns.signing.urls import patterns as signing
from whrin.campaigns.writing.urls import patterns as writing

app_name = "campaigns"

urlpatterns = [
    *front,
    *press,
    *publishing,
    *signing,
    *signatories,
    *kiosk,
    *limits,
    *citing,
    *reviewing,
    *writing,
]
