from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from whrin.people.models import Person


def may_publish_every_translation(person: Person, source: TranslationSource) -> bool:
    """Tell whether she may publish each page that translates this source."""
    pages = (each.get_target_instance() for each in source.translations.filter(enabled=True))
    return all(page.permissions_for_user(person).can_publish() for page in pages if isinstance(page, Page))
