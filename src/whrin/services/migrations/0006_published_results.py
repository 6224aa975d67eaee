import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0005_rounds"),
        ("surveys", "0003_work_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedResults",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form_name", models.CharField(max_length=100)),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                ("method", models.TextField(verbose_name="how it was made")),
                ("informants", models.PositiveIntegerField()),
                ("smallest", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("table", models.TextField()),
                ("document", models.TextField()),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.form",
                        verbose_name="form",
                    ),
                ),
            ],
            options={
                "verbose_name": "published results",
                "verbose_name_plural": "published results",
                "ordering": ["form_name", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form_name", "number"), name="published_results_once_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("informants__gte", models.F("smallest"))),
                        name="published_results_of_enough",
                    ),
                ],
            },
        ),
    ]
