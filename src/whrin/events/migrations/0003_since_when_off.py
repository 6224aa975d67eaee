from django.db import migrations, models
from django.db.models import F, Q


def count_from_the_last_change(apps, schema_editor):
    """Nobody wrote down when those were off that are: it was not after their last change."""
    occasions = apps.get_model("events", "Occasion").objects.using(schema_editor.connection.alias)
    was_on = Q(state="withdrawn") | Q(pk__in=occasions.filter(registrations__isnull=False).values("pk"))
    is_off = ~Q(state="public") | Q(ends_at=None)
    occasions.filter(was_on, is_off).update(off_since=F("changed_on"))


class Migration(migrations.Migration):
    dependencies = [("events", "0002_powers_of_groups")]
    operations = [
        migrations.AddField(
            model_name="occasion",
            name="off_since",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(count_from_the_last_change, migrations.RunPython.noop),
    ]
