from django.db import migrations

# Wagtail makes these two groups; who is in them is a matter of the desk.
POWERS = {
    "Editors": ["add_work", "change_work", "view_work"],
    "Moderators": ["add_work", "change_work", "view_work", "publish_work"],
}
NAMES = {
    "add_work": "Can add work",
    "change_work": "Can change work",
    "view_work": "Can view work",
    "publish_work": "Can publish and withdraw works",
}


def grant(apps, schema_editor):
    alias = schema_editor.connection.alias
    kind, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(alias)
        .get_or_create(app_label="library", model="work")
    )
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=POWERS):
        for codename in POWERS[group.name]:
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": NAMES[codename]}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_licences"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
