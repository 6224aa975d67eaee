from django.urls import URLPattern, URLResolver

from whrin.policy_index.watch.urls import patterns as watch

app_name = "policy_index"
urlpatterns: list[URLPattern | URLResolver] = [*watch]
