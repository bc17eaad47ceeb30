import datetime as dt

from django.db import migrations

NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def write_anew(apps, schema_editor):
    """Stems and facts are missing in the one vector: the night writes some thousands of files anew."""
    apps.get_model("candidates", "SearchText").objects.update(written_at=NEVER)


class Migration(migrations.Migration):
    """The words of a file are found as before; its stems and facts once the search is rebuilt."""

    dependencies = [
        ('candidates', '0001_tables'),
    ]

    operations = [
        migrations.RenameField(model_name='searchtext', old_name='word_vector', new_name='vector'),
        migrations.RemoveField(model_name='searchtext', name='stem_vector'),
        migrations.RunPython(write_anew, migrations.RunPython.noop),
    ]
