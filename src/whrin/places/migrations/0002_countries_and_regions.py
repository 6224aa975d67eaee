from typing import Any

from django.db import migrations

from whrin.places.actions import load_countries_and_regions


def load(apps: Any, schema_editor: Any) -> None:
    load_countries_and_regions(
        countries=apps.get_model("places", "Country"), regions=apps.get_model("places", "Region")
    )


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        # Going back leaves the rows; the table itself goes with 0001.
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
