from typing import Any

from django.db import migrations

from whrin.places.actions import load_parts


def load(apps: Any, schema_editor: Any) -> None:
    load_parts(countries=apps.get_model("places", "Country"), parts=apps.get_model("places", "Part"))


class Migration(migrations.Migration):
    dependencies = [("places", "0003_parts")]

    operations = [
        # Going back leaves the rows; the table itself goes with 0003.
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
