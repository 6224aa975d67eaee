"""A form for people without a cookie: a signed token that says when we gave it out.

It stands where a cookie against forged requests would: nobody is signed in, so there is no power to borrow;
what remains is to tell a person who read the form from a programme that fills in every form it meets.
"""

from django.core import signing

#: Seconds that nobody needs less than to fill in a form, and after which it has to be sent once more.
QUICKEST, OLDEST = 3, 24 * 60 * 60


class TooQuick(Exception):
    """The form came back faster than a person reads it. The same token is good in a moment."""


class TooOld(Exception):
    """The token is missing, forged or from yesterday. A new one is needed."""


def new_token(form: str) -> str:
    """Return a token for the form of this name, made now."""
    return _signer(form).sign(form)


def check_token(form: str, token: str) -> None:
    """Let a token pass that is of this form and of a likely age. Raises TooQuick, TooOld."""
    try:
        _signer(form).unsign(token, max_age=OLDEST)
    except signing.BadSignature:
        raise TooOld from None
    try:
        _signer(form).unsign(token, max_age=QUICKEST)
    except signing.SignatureExpired:
        return
    raise TooQuick


def _signer(form: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"whrin.form.{form}")
