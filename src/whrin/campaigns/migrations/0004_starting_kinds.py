from typing import Any

from django.db import migrations

from whrin.campaigns.starting_kinds import load_kinds


def load(apps: Any, schema_editor: Any) -> None:
    """Lay the kinds of `data/kinds.json`: databases of tests are kept by the names of files that stand here."""
    load_kinds(kinds=apps.get_model("campaigns", "PaperKind"))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_letters_of_papers")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
