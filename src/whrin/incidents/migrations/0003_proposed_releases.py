from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_starting_terms")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="state",
            field=models.CharField(
                choices=[("proposed", "proposed"), ("published", "published")], default="proposed", max_length=10
            ),
        ),
        migrations.AddField(model_name="release", name="rows", field=models.JSONField(default=list)),
    ]
