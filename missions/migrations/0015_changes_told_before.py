from django.db import migrations
from django.db.models import F


def note(apps, schema_editor):
    """What was done before followers were told of changes is told nobody afterwards."""
    changes = apps.get_model("missions", "Change").objects
    changes.filter(state="applied", followers_told_at__isnull=True).update(followers_told_at=F("decided_at"))


class Migration(migrations.Migration):
    dependencies = [("missions", "0014_change_followers_told_at")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
