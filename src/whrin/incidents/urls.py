"""Public pages under /tell/, pages of those who care under /care/."""

from whrin.incidents.auditing.urls import patterns as auditing
from whrin.incidents.caring.urls import patterns as caring
from whrin.incidents.counting.urls import patterns as counting
from whrin.incidents.entering.urls import patterns as entering
from whrin.incidents.explaining.urls import patterns as explaining
from whrin.incidents.letter.urls import patterns as letter
from whrin.incidents.naming.urls import patterns as naming
from whrin.incidents.offline.urls import patterns as offline
from whrin.incidents.returning.urls import patterns as returning
from whrin.incidents.telling.urls import patterns as telling
from whrin.incidents.voicing.urls import patterns as voicing
from whrin.incidents.wording.urls import patterns as wording

app_name = "incidents"

_public = [*telling, *returning, *explaining, *letter]
_desk = [*caring, *entering, *offline, *counting, *naming, *auditing, *wording, *voicing]
urlpatterns = [*_public, *_desk]
