"""Pages under /calendar/. Those with a name of their own stand before `<slug>` (`rules.RESERVED`)."""

from django.urls import URLPattern, path

from whrin.events.coming import files
from whrin.events.coming import pages as coming
from whrin.events.records import following, occasion
from whrin.events.records import pages as records
from whrin.events.registering import pages as registering

app_name = "events"

urlpatterns: list[URLPattern] = [
    path("", coming.listing, name="list"),
    path("csv/", files.csv_file, name="csv"),
    path("feed/", files.feed, name="feed"),
    path("calendar.ics", files.ics, name="ics"),
    path("follow-up/", following.listing, name="follow_up"),
    path("follow-up/csv/", following.csv_file, name="follow_up_csv"),
    path("bodies/<slug:slug>/", records.body, name="body"),
    path("sessions/<slug:slug>/", records.session, name="session"),
    path("sessions/<slug:slug>/calendar.ics", records.session_ics, name="session_ics"),
    path("sessions/<slug:slug>/part/", records.part, name="part"),
    path("coming/<slug:secret>/", registering.coming, name="coming"),
    path("<slug:slug>/", occasion.occasion, name="occasion"),
    path("<slug:slug>/calendar.ics", occasion.occasion_ics, name="occasion_ics"),
    path("<slug:slug>/register/", registering.register_page, name="register"),
]
