from django.db import migrations

# Wagtail makes these two groups; who is in them is a matter of the desk.
GROUPS = ["Editors", "Moderators"]
NAMES = {"organisation": "organisation", "jointwork": "joint work"}


def grant(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = list(apps.get_model("auth", "Group").objects.using(alias).filter(name__in=GROUPS))
    for model, words in NAMES.items():
        kind, _ = kinds.get_or_create(app_label="organisations", model=model)
        for power in ("add", "change", "delete", "view"):
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=f"{power}_{model}", defaults={"name": f"Can {power} {words}"}
            )
            for group in groups:
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
