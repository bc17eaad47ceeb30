import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("missions", "0019_field_days_in_order")]

    operations = [
        migrations.AlterModelOptions(name="mission", options={}),
        migrations.RemoveIndex(model_name="mission", name="mission_calendar"),
        migrations.RemoveField(model_name="mission", name="calendar_on"),
        migrations.AddField(
            model_name="mission",
            name="calendar_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "voting_ends_on", "election_day", "period_ends_on"
                ),
                output_field=models.DateField(),
                verbose_name="place in the calendar",
            ),
        ),
        migrations.AlterModelOptions(
            name="mission",
            options={
                "ordering": ["-calendar_on", "reference"],
                "verbose_name": "mission",
                "verbose_name_plural": "missions",
            },
        ),
        migrations.AddIndex(
            model_name="mission",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["calendar_on", "id"],
                name="mission_calendar",
            ),
        ),
    ]
