"""Lists of terms, sealed."""

# ruff: noqa: RUF012

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_saved_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="TermList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("key", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("terms", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unread", "Unread"),
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("cancelled", "Cancelled"),
                            ("done", "Done"),
                        ],
                        default="unread",
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("coverage", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="term_lists",
                        to="casework.case",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="casework.order"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="TermAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("found", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="casework.termlist",
                    ),
                ),
            ],
            options={
                "ordering": ["first"],
            },
        ),
        migrations.AddIndex(
            model_name="termlist",
            index=models.Index(fields=["expires_at"], name="casework_te_expires_361047_idx"),
        ),
        migrations.AddConstraint(
            model_name="termanswers",
            constraint=models.UniqueConstraint(fields=("list", "first"), name="answered_once"),
        ),
    ]
