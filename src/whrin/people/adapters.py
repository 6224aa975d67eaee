"""How allauth behaves here: nobody signs up, nothing says who exists, no address is kept."""

import contextvars
import threading
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.people.actions.sessions import end_all_sessions
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.people.opening import settle
from whrin.people.pseudonyms import pseudonym_of
from whrin.people.sealing import seal, unseal
from whrin.people.telephones import refuse_telephone_numbers

_PURPOSE = "second factors"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: of staff, made by a coordinator, and of members, made at a door of our own."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The name or the passphrase is not right. Check both and try again."),
        "incorrect_password": _("The passphrase is not right."),
        "account_inactive": _("This account is closed. Ask a coordinator."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and write down whose session this is."""
        super().login(request, user)
        assert isinstance(user, Person)  # noqa: S101 -- there is no other kind; tells mypy
        settle(request, user)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set a new passphrase; whoever came in with the older one is signed out."""
        super().set_password(user, password)
        assert isinstance(user, Person)  # noqa: S101 -- there is no other kind; tells mypy
        end_all_sessions(person=user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the desk, and members to their account."""
        return super().get_login_redirect_url(request) if request.user.is_staff else reverse("account_home")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        refuse_telephone_numbers(username)
        return super().clean_username(username, shallow)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return today's stand-in for the caller's address: what counters, and all of allauth, get to see."""
        try:
            address = get_client_ip(request) or ""
        except (PermissionDenied, ValueError):
            address = ""
        return pseudonym_of(address, today())

    def get_http_user_agent(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        """Return nothing: which browser she uses is not our business."""
        return ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Stop guessing with the status that says so (429), instead of a form that looks merely wrong."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(respond_429(request)) from None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002 -- allauth's signature
        """Count attempts at one name together, however it is written."""
        name = str(credentials.get("username", "")).strip()
        return name if name.startswith("~") else stand_in_for(name)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send beside the request: an answer that waits for the mail server tells of an account."""
        inside, send = contextvars.copy_context(), super().send_mail

        def write() -> None:
            try:
                inside.run(send, template_prefix, email, context)
            finally:
                # The thread ends here, and its own connections with it.
                connections.close_all()

        threading.Thread(target=write, name="letter").start()


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed in the database, and neutral on her telephone's screen."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "The code is not right, or was used before. Wait for the next one and try again."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=_PURPOSE)

    def _get_user_identifier(self, user: Person) -> str:  # type: ignore[override]  # ours is the only kind
        return user.username if user.is_staff else str(_("Account"))

    def build_totp_svg(self, url: str) -> str:
        """Return the code as an SVG element that can stand inside a page."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": self.get_totp_issuer()}
