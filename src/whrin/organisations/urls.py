from django.urls import URLPattern, URLResolver, path

from whrin.organisations import views

app_name = "organisations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.organisations, name="list"),
    path("balance/", views.balance, name="balance"),
    path("<slug:slug>/", views.organisation, name="organisation"),
]
