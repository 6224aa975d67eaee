"""What a member says of herself, and takes back: particulars, an e-mail address, a card."""

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.addresses import label_of
from whrin.people.codes import number_in
from whrin.people.keys import seal_for
from whrin.people.labels import CARD, label
from whrin.people.lived_experience import declare
from whrin.people.marks import mark_of_address
from whrin.people.models import Address, Card, CardShown, Membership, Person
from whrin.people.notices import send_notice
from whrin.people.particulars import Particulars
from whrin.people.refusals import PeopleRefusal

#: Seconds that the link of a confirmation letter is good for.
LINK_AGE = 7 * 24 * 3600
_SALT = "whrin.people.address"
#: Where a kind of letter is named for the room that carries mail.
CONFIRM = "people.confirm-address"


class LinkNotGood(PeopleRefusal):
    """Too old, changed on the way, or for an address that she has taken away."""

    def __init__(self) -> None:
        super().__init__(_("This link is not good any more. Ask for another letter from your account."))


class NobodyThere(PeopleRefusal):
    """The code is nobody's, or her own."""

    def __init__(self) -> None:
        super().__init__(_("This is nobody's code. Check it with the person you want to show your card to."))


@transaction.atomic
def correct(*, person: Person, particulars: Particulars) -> Membership:
    """Set what she says of herself. The audit log does not say what."""
    membership = Membership.objects.select_for_update().get(person=person)
    membership.country_id = particulars.country or None
    membership.region_id = particulars.region
    membership.languages = particulars.languages
    membership.interface_language = particulars.interface_language
    declare(membership, particulars.lived_experience)
    membership.save()
    membership.interests.set(particulars.interests)
    record(verb="correct her particulars", about=membership, by=person)
    return membership


@transaction.atomic
def set_address(*, person: Person, email: str) -> None:
    """Keep an address until she answers the letter that goes there.

    Nothing is kept, and no letter goes out, when somebody else has confirmed it; nobody is told. Whoever has
    it unconfirmed loses it: it was not hers, or she can ask again.
    """
    mark = mark_of_address(email)
    record(verb="give an address", about=person, by=person)
    others = Address.objects.filter(mark=mark).exclude(person=person)
    if others.filter(is_confirmed=True).exists():
        return
    others.delete()
    Address.objects.filter(person=person).delete()
    address = Address.objects.create(
        person=person, sealed=seal_for(person, email, label=label_of(person)), mark=mark
    )
    send_notice(kind=CONFIRM, key=str(address.pk), person=person, address=email)


def confirmation_token(address: Address) -> str:
    """Return what the link in a confirmation letter carries."""
    return signing.dumps([address.pk, address.mark[:16]], salt=_SALT, compress=False)


def address_behind(token: str) -> Address:
    """Return the address that a link is about. Raises `LinkNotGood`."""
    try:
        pk, mark = signing.loads(token, salt=_SALT, max_age=LINK_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkNotGood from None
    address = Address.objects.filter(pk=pk, mark__startswith=mark).first()
    if address is None:
        raise LinkNotGood
    return address


@transaction.atomic
def confirm_address(*, token: str) -> Address:
    """Take an address for hers, since she has the letter; it is off hold, too. Raises `LinkNotGood`."""
    address = address_behind(token)
    address.is_confirmed, address.on_hold = True, False
    address.save()
    record(verb="confirm an address", about=address.person, by=address.person)
    return address


@transaction.atomic
def remove_address(*, person: Person) -> None:
    """Forget her address."""
    if Address.objects.filter(person=person).delete()[0]:
        record(verb="take away an address", about=person, by=person)


@transaction.atomic
def write_card(*, person: Person, words: str) -> None:
    """Keep the words of her card; without words, there is no card, and nobody sees one."""
    if not words:
        Card.objects.filter(person=person).delete()
        return
    sealed = seal_for(person, words, label=label(CARD, person))
    Card.objects.update_or_create(person=person, defaults={"sealed_words": sealed})


@transaction.atomic
def show_card(*, person: Person, code: str) -> CardShown:
    """Show her card to the member with this code. Raises `NobodyThere`."""
    number = number_in(code, purpose="member")
    other = Membership.objects.filter(person=number, state=Membership.State.ACTIVE).exclude(person=person)
    card = Card.objects.filter(person=person).first()
    membership = other.first() if number is not None else None
    if membership is None or card is None:
        raise NobodyThere
    shown, _made = CardShown.objects.get_or_create(card=card, to=membership.person)
    return shown


@transaction.atomic
def take_card_back(*, shown: CardShown, by: Person) -> None:
    """Show her card to one person no longer."""
    CardShown.objects.filter(pk=shown.pk, card__person=by).delete()
