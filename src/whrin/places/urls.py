from django.urls import URLPattern, URLResolver, path

from whrin.places import views

app_name = "places"
urlpatterns: list[URLPattern | URLResolver] = [path("", views.table, name="table")]
