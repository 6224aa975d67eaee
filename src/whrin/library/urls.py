from django.urls import URLPattern, path

from whrin.library import (
    api,
    citation_page,
    export_pages,
    feeds,
    preview,
    reading_page,
    saved_page,
    sharing,
    shelf_views,
    suggesting,
    views,
)

app_name = "library"
urlpatterns = [
    path("", views.listing, name="list"),
    path("feed/", feeds.feed, name="feed"),
    path("rss/", feeds.rss, name="rss"),
    path("opensearch.xml", api.opensearch, name="opensearch"),
    path("saved/", saved_page.saved, name="saved"),
    path("suggest/", suggesting.suggestion, name="suggest"),
    path("export/<slug:name>/", export_pages.export_list, name="export"),
    path("collections/", shelf_views.collections, name="collections"),
    path("collections/<slug:slug>/", shelf_views.collection, name="collection"),
    path("new/", shelf_views.new, name="new"),
    path("<slug:slug>/", views.record, name="record"),
    path("<slug:slug>/as/<slug:name>/", export_pages.export_record, name="record-as"),
    path("<slug:slug>/cite/<slug:language>/", citation_page.cite, name="cite"),
    path("<slug:slug>/linkset/<slug:language>/", api.linkset, name="linkset"),
    path("<slug:slug>/read/<int:number>/", reading_page.read, name="read"),
    path("<slug:slug>/share/<slug:language>/", sharing.share, name="share"),
    path("<slug:slug>/preview/<int:number>/", preview.first_page, name="preview"),
    path("<slug:slug>/files/<int:number>/<str:name>", views.file, name="file"),
    path("<slug:slug>/<slug:language>/", views.record, name="version"),
]

#: Addresses that stand before any language.
root_patterns: list[URLPattern] = [
    path("oai", api.oai, name="oai"),
    path("unapi", api.unapi, name="unapi"),
    path("w/<int:number>", sharing.short, name="library-short"),
    path("w/<int:number>.png", sharing.qr_code, name="library-short-code"),
]
