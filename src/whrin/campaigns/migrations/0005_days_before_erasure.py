from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0004_starting_kinds")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="days_seen",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="signature",
            name="told",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
