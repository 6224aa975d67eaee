from django.urls import URLPattern, path

from whrin.vault import recovery_pages, views

app_name = "vault"
urlpatterns: list[URLPattern] = [
    path("", views.keys, name="keys"),
    path("make/", views.make, name="make"),
    path("change/", views.change, name="change"),
    path("open/", views.unlock, name="unlock"),
    path("lock/", views.lock, name="lock"),
    path("unsent/", views.unsent, name="unsent"),
    path("confirm/", views.confirm, name="confirm"),
    path("recovery/", recovery_pages.recovery, name="recovery"),
    path("recovery/propose/", recovery_pages.propose, name="propose"),
    path("recovery/second/", recovery_pages.second, name="second"),
    path("recovery/ask/", recovery_pages.ask, name="ask"),
    path("recovery/take/", recovery_pages.take, name="take"),
]
