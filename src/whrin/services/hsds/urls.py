"""Addresses of the interface, `/hsds/3.1/`; each with a slash at its end and without."""

from django.urls import re_path

from whrin.services.hsds import lists, profile, things

_UID = r"(?P<uid>[^/]+)"
_NAME = r"(?P<name>[a-z_]+)"

app_name = "hsds"
urlpatterns = [
    re_path(r"^$", profile.root, name="root"),
    re_path(r"^openapi\.json/?$", profile.openapi, name="openapi"),
    re_path(r"^profile(?:\.json)?/?$", profile.profile, name="profile"),
    re_path(rf"^profile/profile/{_NAME}\.json/?$", profile.change, name="change"),
    re_path(rf"^profile/schema/{_NAME}\.json/?$", profile.schema, name="schema"),
    re_path(r"^services/?$", lists.services, name="services"),
    re_path(rf"^services/{_UID}/?$", things.service, name="service"),
    re_path(r"^organizations/?$", lists.organizations, name="organizations"),
    re_path(rf"^organizations/{_UID}/?$", things.organization, name="organization"),
    re_path(r"^service_at_locations/?$", lists.service_at_locations, name="service_at_locations"),
    re_path(rf"^service_at_locations/{_UID}/?$", things.service_at_location, name="service_at_location"),
    re_path(r"^taxonomies/?$", lists.taxonomies, name="taxonomies"),
    re_path(rf"^taxonomies/{_UID}/?$", things.taxonomy, name="taxonomy"),
    re_path(r"^taxonomy_terms/?$", lists.taxonomy_terms, name="taxonomy_terms"),
    re_path(rf"^taxonomy_terms/{_UID}/?$", things.taxonomy_term, name="taxonomy_term"),
    # Else the site would look for a page of this address in the reader's language.
    re_path(r"^(?P<rest>.*)$", profile.nothing, name="nothing"),
]
