from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_polls")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="moderates_by_mail",
            field=models.BooleanField(default=False),
        ),
    ]
