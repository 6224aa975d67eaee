from typing import Any

from django.db import migrations

from whrin.places.actions import load_countries_and_regions


def load(apps: Any, schema_editor: Any) -> None:
    """Where the old nine regions were loaded: tell the two parts of the two wide ones apart."""
    countries, regions = apps.get_model("places", "Country"), apps.get_model("places", "Region")
    if not load_countries_and_regions(countries=countries, regions=regions):
        return
    africa = regions.objects.get(code="hri-sub-saharan-africa")
    parts = ["hri-east-southern-africa", "hri-west-central-africa"]
    regions.objects.filter(code__in=parts, parent=None).update(parent=africa)
    wide = regions.objects.filter(code="hri-latin-america-caribbean").first()
    if wide:
        told = countries.objects.filter(regions__code__in=["hri-latin-america", "hri-caribbean"])
        wide.countries.remove(*told)


class Migration(migrations.Migration):
    dependencies = [("places", "0004_starting_parts")]

    operations = [
        # Going back leaves the rows; the table itself goes with 0001.
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
