import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0005_regions_of_the_e_tool"),
        ("services", "0004_files_and_powers"),
        ("surveys", "0003_work_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="short name")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("opens_on", models.DateField(verbose_name="opens on")),
                ("closes_on", models.DateField(verbose_name="closes on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("published", "Published"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("texts", models.JSONField(blank=True, default=dict)),
                ("corrections", models.JSONField(blank=True, default=list)),
                ("results", models.JSONField(blank=True, default=dict)),
                ("listing", models.JSONField(blank=True, default=dict)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "form",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.form",
                        verbose_name="form",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "mapping round",
                "verbose_name_plural": "mapping rounds",
                "ordering": ["-year", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("woman", "A woman who uses drugs"), ("other", "Another informant")],
                        max_length=10,
                    ),
                ),
                ("invited_on", models.DateField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("used", models.BooleanField(default=False)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.country"
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.invitation",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="services.round"
                    ),
                ),
            ],
            options={
                "verbose_name": "seat of a mapping round",
                "verbose_name_plural": "seats of mapping rounds",
                "ordering": ["country", "number"],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("region", "year"),
                name="round_once_a_region_and_year",
                violation_error_message="This region has a round for this year already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="round_closes_after_it_opens",
                violation_error_message="The last day cannot be before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_on__isnull", False), ("state", "published")),
                    models.Q(models.Q(("state", "published"), _negated=True), ("published_on", None)),
                    _connector="OR",
                ),
                name="round_has_its_day_when_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("round", "country", "number"), name="seat_once_a_country"
            ),
        ),
    ]
