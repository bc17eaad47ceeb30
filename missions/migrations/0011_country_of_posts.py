import django_countries.fields
from django.db import migrations, models

import missions.territories


class Migration(migrations.Migration):
    """A field operation has a country, which may be Kosovo or none; a post has the one readers find it under."""

    dependencies = [("missions", "0010_step_done_by_its_act")]

    operations = [
        migrations.AddField(
            model_name="fieldoperation",
            name="country",
            field=django_countries.fields.CountryField(
                blank=True,
                countries=missions.territories.Places,
                default="",
                help_text="Empty where it sits in several. Posts without a country of their own stand under it.",
                max_length=2,
                verbose_name="country",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="vacancy",
            name="country",
            field=django_countries.fields.CountryField(
                blank=True, countries=missions.territories.Places, default="", editable=False, max_length=2
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="vacancy",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["country", "calendar_on"],
                name="vacancy_by_country",
            ),
        ),
    ]
