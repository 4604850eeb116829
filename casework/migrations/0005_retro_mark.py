"""How far the runs of saved searches over everything are."""

# ruff: noqa: RUF012

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_term_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetroMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.BigIntegerField()),
                ("after", models.CharField(blank=True, max_length=512)),
                ("listings", models.PositiveIntegerField(default=0)),
                ("alerts", models.PositiveIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                (
                    "search",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retro_mark",
                        to="casework.savedsearch",
                    ),
                ),
            ],
            options={
                "ordering": ["search"],
            },
        ),
    ]
