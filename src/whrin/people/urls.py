from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from whrin.people import (
    account_pages,
    address_pages,
    card_pages,
    joining_pages,
    leaving_pages,
    session_pages,
    unsent_pages,
    views,
)
from whrin.people.staff import StaffAccountView

# Only what can be reached here: no sign-up but our own, no e-mail administration, no codes by mail,
# no sign-in by passkey alone.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", account_pages.home, name="account_home"),
    path("join/", joining_pages.join, name="account_join"),
    path("recover/", joining_pages.come_back, name="account_recover"),
    path("me/", account_pages.me, name="account_me"),
    path("stay/", account_pages.stay, name="account_stay"),
    path("appeal/", account_pages.look_again, name="account_appeal"),
    path("leave/", account_pages.leave_network, name="account_leave"),
    path("invite/", account_pages.invitation, name="account_invite"),
    path("vouch/", account_pages.vouching, name="account_vouch"),
    path("phrase/", account_pages.phrase, name="account_phrase"),
    path("export/", account_pages.export, name="account_export"),
    path("address/", address_pages.address, name="account_address"),
    path("address/remove/", address_pages.take_away, name="account_remove_address"),
    path("address/confirm/<str:token>/", address_pages.confirm, name="account_confirm_address"),
    path("sessions/", session_pages.sessions, name="account_sessions"),
    path("sessions/<int:pk>/end/", session_pages.end, name="account_end_session"),
    path("sessions/end/", session_pages.end_all, name="account_end_all_sessions"),
    path("cards/", card_pages.cards, name="account_cards"),
    path("cards/mine/", card_pages.card, name="account_card"),
    path("cards/show/", card_pages.show, name="account_show_card"),
    path("cards/<int:pk>/take-back/", card_pages.take_back, name="account_take_card_back"),
    path("delete/", leaving_pages.delete, name="account_delete"),
    path("deletion-code/", leaving_pages.deletion_code, name="account_deletion_code"),
    path("delete-by-code/", leaving_pages.delete_by_code, name="account_delete_by_code"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("unsent/", unsent_pages.unsent, name="account_unsent"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", RedirectView.as_view(pattern_name="account_join"), name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-factor/", factors.index, name="mfa_index"),
    path("second-factor/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("second-factor/reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/activate/", app.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/deactivate/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", views.RecoveryCodesView.as_view(), name="people_recovery_codes"),
    path("second-factor/keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "second-factor/keys/reauthenticate/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("second-factor/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("second-factor/keys/<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
]

# Wagtail's own doors lead here; these stand before Wagtail's addresses under `desk/`.
desk_patterns: list[URLPattern | URLResolver] = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("logout/", views.leave_the_desk),
    path("account/", require_admin_access(StaffAccountView.as_view()), name="wagtailadmin_account"),
    re_path(r"^password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
]
