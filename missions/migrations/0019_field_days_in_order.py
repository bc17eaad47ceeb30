from django.db import migrations, models
from django.db.models import F


def forget(apps, schema_editor):
    """An end that lies before its beginning says nothing: it is not known."""
    missions = apps.get_model("missions", "Mission").objects
    missions.filter(short_term_to__lt=F("short_term_from")).update(short_term_to=None)


class Migration(migrations.Migration):
    dependencies = [("missions", "0018_change_refusal")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="mission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("short_term_from__isnull", True),
                    ("short_term_to__isnull", True),
                    ("short_term_from__lte", models.F("short_term_to")),
                    _connector="OR",
                ),
                name="mission_field_days_in_order",
                violation_error_message="The end lies before the beginning.",
            ),
        ),
    ]
