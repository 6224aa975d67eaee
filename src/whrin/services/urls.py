from django.urls import URLPattern, URLResolver

app_name = "services"
#: Each package of the room brings its own; named addresses stand before `<slug>`.
urlpatterns: list[URLPattern | URLResolver] = []
