from django.db import migrations

from whrin.library.mapping import rows


def add_licences(apps, schema_editor):
    licences = apps.get_model("library", "Licence").objects.using(schema_editor.connection.alias)
    for row in rows("licences.csv"):
        licences.get_or_create(
            code=row["code"],
            defaults={"name": row["name"], "address": row["address"], "may_host": row["may_host"] == "1"},
        )


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(add_licences, migrations.RunPython.noop)]
