"""One line per room."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from whrin.library.urls import root_patterns as library_roots
from whrin.people.urls import desk_patterns
from whrin.topics.urls import topic_pages
from whrin.website.urls import root_patterns

urlpatterns: list[URLPattern | URLResolver] = [
    *root_patterns,
    *library_roots,
    path("account/", include("whrin.people.urls")),
    path("mail/", include("whrin.mailing.urls")),
    path("openrosa/", include("whrin.surveys.urls")),
    path("odata/", include("whrin.surveys.odata.urls")),
    path("hsds/3.1/", include("whrin.services.hsds.urls")),
    path("desk/", include(desk_patterns)),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("whrin.server.urls")),
    path("", include("whrin.design.urls")),
    path("", include("whrin.topics.urls")),
    *i18n_patterns(
        path("library/", include("whrin.library.urls")),
        path("places/", include("whrin.places.urls")),
        path("forum/", include("whrin.forum.urls")),
        path("surveys/", include("whrin.surveys.filling.urls")),
        path("services/", include("whrin.services.urls")),
        path("", include("whrin.incidents.urls")),
        path("watch/", include("whrin.policy_index.urls")),
        path("calendar/", include("whrin.events.urls")),
        path("", include("whrin.campaigns.urls")),
        path("keys/", include("whrin.vault.urls")),
        path("organisations/", include("whrin.organisations.urls")),
        path("topics/", include(topic_pages)),
        path("", include("whrin.website.urls")),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "whrin.design.errors.bad_request"
handler403 = "whrin.design.errors.forbidden"
handler404 = "whrin.design.errors.not_found"
handler500 = "whrin.design.errors.server_error"
