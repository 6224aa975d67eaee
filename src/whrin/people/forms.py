from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PassphraseAgain
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from whrin.people.actions import use_recovery_code
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.people.opening import IS_SHARED, settle
from whrin.people.rules import SHOWN


def _plain(form: forms.BaseForm, **labels: Any) -> None:
    """Give fields our words, and take away placeholders, which vanish when she types."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label, field.help_text = labels[name]


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login=(_("Name"), ""), password=(_("Passphrase"), ""))
        self.fields["shared"] = forms.BooleanField(
            label=_("Others use this telephone or computer, too"),
            help_text=_("You are signed out when the browser closes, or after 20 minutes without use."),
            required=False,
            initial=True,
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in. What she said of the telephone is kept for the time after the second step."""
        request.session[IS_SHARED] = self.cleaned_data["shared"]
        answer: HttpResponse = super().login(request, redirect_url)
        if request.user.is_authenticated:
            # Allauth has set its own length meanwhile.
            settle(request, self.user)
        return answer


class PassphraseAgainForm(PassphraseAgain):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password=(_("Passphrase"), ""))


class NewPassphraseForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword=(_("Passphrase until now"), ""),
            password1=(
                _("New passphrase"),
                _("At least 12 characters. Four words that do not belong together are good."),
            ),
            password2=(_("New passphrase, once more"), ""),
        )


class ForgottenForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, email=(_("E-mail address"), ""))


class PassphraseByLetterForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            password1=(
                _("New passphrase"),
                _("At least 12 characters. Four words that do not belong together are good."),
            ),
            password2=(_("New passphrase, once more"), ""),
        )


class FirstCodeForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, code=(_("Code from the app"), _("Six digits, new every half minute.")))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        code = super().clean_code()
        context.request.session[SHOWN] = True
        return code


class NewKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, name=(_("Name of the key"), ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned.get("credential"):
            context.request.session[SHOWN] = True
        return cleaned


class SecondFactorForm(AuthenticateForm):
    """A code from the app, or one of our own recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, code=(_("Code"), _("Six digits from your app, or one of your recovery codes.")))
        self.used_recovery_code = False

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError as refusal:
            if refusal.code != "incorrect_code" or not use_recovery_code(
                person=self.user, typed=self.cleaned_data["code"]
            ):
                raise
        self.used_recovery_code = True
        return str(self.cleaned_data["code"])

    def save(self) -> None:
        if self.used_recovery_code:
            record_authentication(
                context.request, self.user, "mfa", type=Authenticator.Type.RECOVERY_CODES.value
            )
        else:
            super().save()


class SecondFactorAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, code=(_("Code"), _("Six digits from your app.")))


class _StaffForm:
    """What the two forms for staff share: no first and last name, e-mail only if she wants."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def clean_username(self) -> str:
        """A name that no member has; the words are those for a name of the staff."""
        name: str = self.cleaned_data["username"]
        if name.startswith("~") or Person.objects.filter(username=stand_in_for(name)).exists():
            raise ValidationError(_("Choose another name."), code="unique")
        return name

    def simplify(self) -> None:
        self.fields["email"].required = False
        self.fields["email"].help_text = _(
            "Only if she wants to get messages or to reset her passphrase by e-mail."
        )
        self.fields["username"].help_text = _(
            "Letters, digits and @ . + - _ only. Never a telephone number, and not her full name "
            "where that could endanger her."
        )


class StaffCreationForm(_StaffForm, UserCreationForm):
    first_name = None  # type: ignore[assignment]  # how Django takes a field away
    last_name = None  # type: ignore[assignment]  # the same

    class Meta(UserCreationForm.Meta):
        model = Person
        fields = {"username", "email", "is_superuser", "groups"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.simplify()

    def save(self, commit: bool = True) -> Person:
        # Whoever is made here works at the desk; members will come in by another door.
        self.instance.is_staff = True
        person: Person = super().save(commit)
        return person


class StaffEditForm(_StaffForm, UserEditForm):
    first_name = None  # type: ignore[assignment]  # how Django takes a field away
    last_name = None  # type: ignore[assignment]  # the same

    class Meta(UserEditForm.Meta):
        model = Person
        fields = {"username", "email", "is_active", "is_superuser", "groups"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.simplify()
