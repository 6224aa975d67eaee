from django.db import migrations

# Wagtail makes these two groups; who is in them is a matter of the desk. To withdraw is to delete.
POWERS = {
    "Editors": ["view_session", "add_session", "change_session"],
    "Moderators": ["view_session", "add_session", "change_session", "delete_session"],
}


def grant(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    kind, _ = kinds.get_or_create(app_label="events", model="session")
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=POWERS):
        for codename in POWERS[group.name]:
            power = codename.removesuffix("_session")
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": f"Can {power} session"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_calendar"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
