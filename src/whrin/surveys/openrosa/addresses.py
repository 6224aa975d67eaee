"""Each address twice: below `/openrosa/` with name and password, below `/openrosa/key/…/` without."""

from django.urls import URLPattern, URLResolver, include, path

from whrin.surveys.openrosa import pages

_pages: list[URLPattern | URLResolver] = [
    path("formList", pages.form_list, name="openrosa_list"),
    path("submission", pages.submission, name="openrosa_submission"),
    path("forms/<str:form_id>/<str:digest>.xml", pages.form_xml, name="openrosa_form"),
    path("forms/<str:form_id>/<str:digest>/manifest", pages.manifest, name="openrosa_manifest"),
    path("forms/<str:form_id>/<str:digest>/media/<str:name>", pages.media, name="openrosa_media"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *_pages,
    path("key/<str:token>/", include(_pages)),
    # Else the site would look for a page of this address in her language, and repeat the secret in it.
    path("<path:rest>", pages.nothing),
]
