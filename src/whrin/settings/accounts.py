"""Signing in: what allauth and Django are told, whatever the environment says."""

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["whrin.people.backends.ByName"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# The session ends with the browser, or after an hour without use; its row cannot be read or taken over.
SESSION_ENGINE = "whrin.people.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
ACCOUNT_ADAPTER = "whrin.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# What a guess at a key phrase costs whoever has the disk: passes, and KiB of memory (Argon2id). Tests alone
# change it.
VAULT_COST = (3, 64 * 1024)
# By name (key) first. By address last and generously: behind an onion or a relay, everyone has the same one.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,10/5m/key",
    "recover": "60/m/ip,10/5m/key",
    "give_address": "5/h/user",
    "delete_by_code": "60/m/ip",
    "feed_failed": "60/m/ip",
    "reset_password": "30/m/ip,5/h/key",
    "reset_password_from_key": "30/m/ip",
    "reauthenticate": "10/5m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "whrin.people.forms.SignInForm",
    "reauthenticate": "whrin.people.forms.PassphraseAgainForm",
    "change_password": "whrin.people.forms.NewPassphraseForm",
    "reset_password": "whrin.people.forms.ForgottenForm",
    "reset_password_from_key": "whrin.people.forms.PassphraseByLetterForm",
}
MFA_ADAPTER = "whrin.people.adapters.SecondFactorAdapter"
# Recovery codes are our own: hashed, and shown once.
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Desk"
MFA_FORMS = {
    "authenticate": "whrin.people.forms.SecondFactorForm",
    "reauthenticate": "whrin.people.forms.SecondFactorAgainForm",
    "activate_totp": "whrin.people.forms.FirstCodeForm",
    "add_webauthn": "whrin.people.forms.NewKeyForm",
}
