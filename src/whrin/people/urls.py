from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from whrin.people import views
from whrin.people.staff import StaffAccountView

# Only what can be reached here: no sign-up, no e-mail administration, no codes by mail, no sign-in by
# passkey alone.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="mfa_index")),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", views.closed, name="account_signup"),
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
