"""A list that cannot be read has a state of its own."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_retro_mark"),
    ]

    operations = [
        migrations.AlterField(
            model_name="termlist",
            name="state",
            field=models.CharField(
                choices=[
                    ("unread", "Unread"),
                    ("unreadable", "Unreadable"),
                    ("waiting", "Waiting"),
                    ("running", "Running"),
                    ("cancelled", "Cancelled"),
                    ("done", "Done"),
                ],
                default="unread",
                max_length=10,
            ),
        ),
    ]
