from django.urls import URLPattern, URLResolver

from whrin.services.finding.urls import patterns as finding
from whrin.services.keeping.urls import patterns as keeping
from whrin.services.needing.urls import patterns as needing
from whrin.services.opendata.urls import patterns as opendata
from whrin.services.reviewing.urls import patterns as reviewing
from whrin.services.rounds.urls import patterns as rounds
from whrin.services.showing.urls import patterns as showing
from whrin.services.suggesting.urls import patterns as suggesting

app_name = "services"
#: Each package of the room brings its own; named addresses stand before `<slug>`.
urlpatterns: list[URLPattern | URLResolver] = [
    *finding,
    *keeping,
    *needing,
    *opendata,
    *reviewing,
    *rounds,
    *suggesting,
    *showing,  # last: `<slug>` takes what the others leave
]
