"""Addresses of feeds: `/odata/<form_id>.svc/`."""

from django.urls import path

from whrin.surveys.odata import pages

app_name = "odata"
urlpatterns = [
    path("<str:form_id>.svc/", pages.service, name="service"),
    path("<str:form_id>.svc", pages.service, name="service_bare"),
    path("<str:form_id>.svc/<path:rest>", pages.service, name="set"),
    # Else the site would look for a page of this address in the reader's language.
    path("<path:rest>", pages.nothing, name="nothing"),
]
