"""Addresses of a form's own pages at the desk. A form's name begins with a letter, so `-/…` is none."""

from django.urls import path

from whrin.surveys.desk import form_page, invitations, listing, phones, settings, team

patterns = [
    path("", listing.index, name="index"),
    path("-/new/", form_page.new_form, name="new"),
    path("-/phones/", phones.phones, name="phones"),
    path("-/phones/<int:pk>/", phones.phone, name="phone"),
    path("<str:form_id>/", form_page.form_page, name="form"),
    path("<str:form_id>/step/<slug:name>/", form_page.step, name="step"),
    path("<str:form_id>/settings/", settings.settings, name="settings"),
    path("<str:form_id>/team/", team.team, name="team"),
    path("<str:form_id>/team/<int:pk>/", team.colleague, name="colleague"),
    path("<str:form_id>/invitations/", invitations.invitations, name="invitations"),
    path("<str:form_id>/invitations/table/", invitations.as_table, name="invitations_table"),
    path("<str:form_id>/invitations/revoke/", invitations.revoke, name="invitations_revoke"),
]
