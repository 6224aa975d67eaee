from django.urls import URLPattern, URLResolver, path, re_path

from whrin.website import feeds, views
from whrin.website.countries.urls import patterns as countries

app_name = "website"

urlpatterns: list[URLPattern | URLResolver] = [
    path("safety/", views.safety, name="safety"),
    path("accessibility/", views.accessibility, name="accessibility"),
    *countries,
    re_path(r"^((?:[\w-]+/)+)feed/$", feeds.news, name="news_feed"),
    # Every other address that looks like a page's; what stands above these in `whrin.urls` goes first.
    re_path(r"^((?:[\w-]+/)*)$", views.page, name="page"),
]

#: Addresses that stand before any language.
root_patterns: list[URLPattern | URLResolver] = [
    path("", views.front_door, name="front_door"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap, name="sitemap_part"),
]
