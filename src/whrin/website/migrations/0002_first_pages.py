"""A front page for every language of the interface instead of Wagtail's welcome page, and what the groups may do."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations

STEP = 4  # Characters of one level in a treebeard path; Wagtail's own.

# What each group may do beyond pages, by application, model and permission. Wagtail gives both groups pages, pictures
# and files already; only Moderators publish.
MAY = {
    "Editors": {
        ("wagtail_localize", "translation", "submit_translation"),
        ("library", "work", "add_work"),
        ("library", "work", "change_work"),
        ("library", "work", "view_work"),
    },
    "Moderators": {
        ("wagtail_localize", "translation", "submit_translation"),
        ("library", "work", "add_work"),
        ("library", "work", "change_work"),
        ("library", "work", "view_work"),
        ("library", "work", "publish_work"),
        ("website", "identity", "change_identity"),
    },
}


def make_front_pages(apps, schema_editor):
    """Put one front page a language below the root; the languages share one translation key."""
    ContentType = apps.get_model("contenttypes.ContentType")
    HomePage = apps.get_model("website.HomePage")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")

    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    home_type, _made = ContentType.objects.get_or_create(app_label="website", model="homepage")
    root = Page.objects.get(depth=1)
    taken = [path for (path,) in Page.objects.filter(depth=2).values_list("path")]
    number = max((int(path[STEP:], 36) for path in taken), default=0)
    key = uuid.uuid4()
    homes = {}
    for language, _name in settings.LANGUAGES:
        number += 1
        locale, _made = Locale.objects.get_or_create(language_code=language)
        homes[language] = HomePage.objects.create(
            title="WHRIN",
            draft_title="WHRIN",
            slug=language,
            content_type=home_type,
            path=f"{root.path}{base36(number):0>{STEP}}",
            depth=2,
            numchild=0,
            url_path=f"/{language}/",
            locale=locale,
            translation_key=key,
            live=True,
        )
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    where = urlsplit(settings.WHRIN_ADDRESS)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": where.hostname or "localhost",
            "port": where.port or (443 if where.scheme == "https" else 80),
            "root_page": homes[settings.LANGUAGE_CODE],
        },
    )


def base36(number):
    """Write a positive number as treebeard does."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
    return digits


def give_permissions(apps, schema_editor):
    """Let each group do its part; a permission that does not exist yet is made as Django would make it."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Permission = apps.get_model("auth.Permission")
    for name, permissions in MAY.items():
        group, _made = Group.objects.get_or_create(name=name)
        for app, model, codename in sorted(permissions):
            content_type, _made = ContentType.objects.get_or_create(app_label=app, model=model)
            permission, _made = Permission.objects.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": "Can " + codename.replace("_", " ")},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("library", "__first__"),
    ]

    operations = [
        migrations.RunPython(make_front_pages, migrations.RunPython.noop),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
