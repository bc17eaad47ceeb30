from django.db import migrations


class Migration(migrations.Migration):
    """The words of a file are found as before; its stems and facts once the search is rebuilt."""

    dependencies = [
        ('candidates', '0001_tables'),
    ]

    operations = [
        migrations.RenameField(model_name='searchtext', old_name='word_vector', new_name='vector'),
        migrations.RemoveField(model_name='searchtext', name='stem_vector'),
    ]
