from typing import Any

from django.db import migrations

from whrin.incidents.starting_terms import load_terms


def load(apps: Any, schema_editor: Any) -> None:
    load_terms(terms=apps.get_model("incidents", "Term"))


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_reports")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
