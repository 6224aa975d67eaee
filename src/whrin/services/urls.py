from django.urls import URLPattern, URLResolver

from whrin.services.finding.urls import patterns as finding
from whrin.services.showing.urls import patterns as showing

app_name = "services"
#: Each package of the room brings its own; named addresses stand before `<slug>`.
urlpatterns: list[URLPattern | URLResolver] = [
    *finding,
    *showing,  # last: `<slug>` takes what the others leave
]
