"""One line per room."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("whrin.people.urls")),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("whrin.design.urls")),
    path("", include("whrin.topics.urls")),
    *i18n_patterns(
        path("library/", include("whrin.library.urls")),
        path("places/", include("whrin.places.urls")),
        path("", include("whrin.website.urls")),
        path("", include(wagtail_urls)),
    ),
]
