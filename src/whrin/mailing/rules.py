"""May she look after mail?"""

from django.contrib.auth.models import AnonymousUser

from whrin.people.models import Person


def may_look_after_mail(person: Person | AnonymousUser) -> bool:
    """Say whether the person keeps the site. Nobody at the desk reads a letter."""
    return bool(person.is_active and person.is_superuser)
