"""The page on which people sign one after the other. It is kept by no cache and needs no script."""

from http import HTTPStatus

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from whrin.campaigns.actions.kiosks import kiosk_mark
from whrin.campaigns.actions.signing import sign
from whrin.campaigns.delivering.letters import page_of
from whrin.campaigns.enums import Shows, Signer, State, Way
from whrin.campaigns.models import Kiosk
from whrin.campaigns.queries import title_shown
from whrin.campaigns.taking.floods import why_held
from whrin.campaigns.taking.given import Given
from whrin.design.errors import error_page
from whrin.kit.days import today
from whrin.kit.text import clean_line
from whrin.people.budget import take_a_place
from whrin.places.fields import CountryField
from whrin.surveys.filling.doors import discreet, person_of

#: Signatures of one kiosk in an hour, after which they are held for a look.
AN_HOUR = 200
#: What keeps a browser from offering the next one what the last one typed.
_UNKEPT = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class OneAfterTheOther(forms.Form):
    """What one person gives."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(_UNKEPT))
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(_UNKEPT),
        help_text=gettext_lazy("We write to it once: your signature counts when you answer."),
    )
    country = CountryField(label=gettext_lazy("Country"))
    shows = forms.ChoiceField(
        label=gettext_lazy("What is shown"),
        choices=Shows.choices,
        initial=Shows.COUNTED,
        widget=forms.RadioSelect,
    )

    def clean_name(self) -> str:
        """Return the name in one line; a name of nothing but disguised signs is none."""
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name

    def given(self) -> Given:
        """Return what was given, as a signature takes it."""
        said = self.cleaned_data
        return Given(
            kind=Signer.PERSON,
            name=said["name"],
            email=said["email"],
            country=said["country"] or None,
            shows=Shows(said["shows"]),
            language=get_language() or "en",
        )


@discreet("GET", "HEAD", "POST")
def kiosk(request: HttpRequest, secret: str) -> HttpResponse:
    """Let one person sign; then the screen is ready for the next one."""
    found = Kiosk.objects.select_related("call__paper", "call__key").filter(mark=kiosk_mark(secret)).first()
    if found is None:
        raise Http404
    if not is_running(found):
        return error_page(request, HTTPStatus.GONE, heading=_("This link has ended. Nothing was sent."))
    if request.method != "POST" and person_of(request):
        # Whoever takes the device next could open her account.
        return render(request, "campaigns/kiosk/sign_out.html", {"here": request.path})
    form = OneAfterTheOther(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        held = why_held(found.call, given) if take_a_place(f"kiosk-{found.pk}", AN_HOUR) else "burst"
        sign(call=found.call, given=given, way=Way.KIOSK, held_because=held)
        return redirect(f"{reverse('campaigns:kiosk', args=[secret])}?signed=yes")
    title, tongue = title_shown(found.call.paper, get_language() or "")
    context = {
        "form": form,
        "secret": secret,
        "paper_title": title,
        "title_language": tongue,
        "paper_page": page_of(found.call),
        "has_signed": request.method != "POST" and request.GET.get("signed") == "yes",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "campaigns/kiosk/kiosk.html", context, status=status)


def is_running(one: Kiosk) -> bool:
    """Say whether people sign there now: on its day (UTC), while the call is open."""
    is_open = one.call.is_open() and one.call.takes_people and one.call.key is not None
    is_shown = one.call.paper.state == State.OPEN and not one.call.paper.is_embargoed()
    return one.closed_on is None and one.day == today() and is_open and is_shown
