"""May she come in?"""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

#: In the session of a person who has just set up a second factor, and so has shown it.
SHOWN = "second_factor_shown"


def has_second_factor(request: HttpRequest) -> bool:
    """Say whether the person has an authenticator app or a passkey."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return is_mfa_enabled(request.user, types)  # type: ignore[arg-type]  # anonymous people have none


def may_open_the_desk(request: HttpRequest) -> bool:
    """Say whether this session has shown a second factor, or none is asked for.

    That the account has one is not enough: a session opened by passphrase alone, before there was one,
    stays outside.
    """
    if not settings.WHRIN_SECOND_FACTOR:
        return True
    if not has_second_factor(request):
        return False
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]  # anonymous: no records
    return bool(request.session.get(SHOWN)) or any(step.get("method") == "mfa" for step in records)
