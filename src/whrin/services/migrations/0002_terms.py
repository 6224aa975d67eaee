from typing import Any

from django.db import migrations

from whrin.services.actions import load_terms


def load(apps: Any, schema_editor: Any) -> None:
    load_terms(terms=apps.get_model("services", "Term"))


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
