from django.db import migrations, models

# Wagtail makes these two groups; who is in them is a matter of the desk. To withdraw is to delete.
POWERS = {
    "Editors": ["view_service", "add_service", "change_service"],
    "Moderators": ["view_service", "add_service", "change_service", "delete_service"],
}


def grant(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    kind, _ = kinds.get_or_create(app_label="services", model="service")
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=POWERS):
        for codename in POWERS[group.name]:
            power = codename.removesuffix("_service")
            permission, _ = permissions.get_or_create(
                content_type=kind, codename=codename, defaults={"name": f"Can {power} service"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0003_mapping_form"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for you"),
                            ("running", "Coming in"),
                            ("done", "Came in"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("lines", models.JSONField(default=list)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("added", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("passed", models.JSONField(default=dict)),
                ("is_public", models.BooleanField(default=False)),
                ("day", models.DateField()),
            ],
            options={
                "verbose_name": "file of services",
                "verbose_name_plural": "files of services",
                "ordering": ["-id"],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
