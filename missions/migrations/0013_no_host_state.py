import django.db.models.deletion
from django.db import migrations, models


def host(apps, schema_editor):
    """Backwards: the State of the country's code; Serbia for Kosovo and for those in several, as first loaded."""
    operations = apps.get_model("missions", "FieldOperation").objects
    states = dict(apps.get_model("missions", "ParticipatingState").objects.values_list("iso2", "pk"))
    for operation in operations.all():
        operation.state_id = states.get(operation.country, states.get("RS"))
        operation.save(update_fields=["state_id"])


class Migration(migrations.Migration):
    """The host State of a field operation was the same said twice, and could not be Kosovo."""

    dependencies = [("missions", "0012_fill_country_of_posts")]

    operations = [
        migrations.AlterField(
            model_name="fieldoperation",
            name="state",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="missions.participatingstate",
                verbose_name="host State",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, host),
        migrations.RemoveField(model_name="fieldoperation", name="state"),
    ]
