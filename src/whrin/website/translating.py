"""Translations that are written elsewhere, put where editors find them: side by side with the source."""

from collections.abc import Mapping, Sequence
from html import unescape

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from whrin.people.models import Person


@transaction.atomic
def translate_page(
    *, page: Page, locale: Locale, words: Sequence[Mapping[str, str]], by: Person | None
) -> None:
    """Publish `page` in another language, once the transaction commits.

    `words`: its texts, each by language. A text without a translation stays in the source language.
    """
    language = locale.language_code
    known = {text[settings.LANGUAGE_CODE]: text[language] for text in words if language in text}
    source, _made = TranslationSource.update_or_create_from_instance(page)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        translated = known.get(unescape(segment.string.data))
        if translated:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": StringValue.from_plaintext(translated).data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "last_translated_by": by,
                },
            )
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(user=by, publish=True)
