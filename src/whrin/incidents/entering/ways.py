"""Ways that a report comes by, and what each of them risks, in one sentence."""

from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Channel

RISKS = {
    Channel.PHONE: _("By telephone: both numbers stay in the telephones and with the company."),
    Channel.PERSON: _("In person: somebody may see who meets whom."),
    Channel.LETTER: _("On paper: whoever finds it can read it, and knows the hand."),
    Channel.OFFLINE: _("On a telephone without network: it stays there, readable, until it is sent."),
}
#: By which somebody else writes down what she told.
HEARD = (Channel.PHONE, Channel.PERSON, Channel.LETTER)
