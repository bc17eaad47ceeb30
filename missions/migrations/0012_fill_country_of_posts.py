from django.db import migrations
from django.db.models import OuterRef, Subquery

IN_KOSOVO = ("OMIK", "KVM")
IN_SEVERAL = ("MLD", "PR/CiO Minsk")


def fill(apps, schema_editor):
    """The host State's code as it stands, but for the operations that are not in that one country."""
    operations = apps.get_model("missions", "FieldOperation").objects
    states = apps.get_model("missions", "ParticipatingState").objects
    posts = apps.get_model("missions", "Vacancy").objects
    operations.update(country=Subquery(states.filter(pk=OuterRef("state")).values("iso2")))
    operations.filter(short_name__in=IN_KOSOVO).update(country="XK")
    operations.filter(short_name__in=IN_SEVERAL).update(country="")
    own, host = states.filter(pk=OuterRef("state")), operations.filter(pk=OuterRef("field_operation"))
    posts.filter(state__isnull=False).update(country=Subquery(own.values("iso2")))
    in_field = posts.filter(field_operation__isnull=False)
    in_field.filter(state__isnull=True).update(country=Subquery(host.values("country")))
    in_field.filter(field_operation__country="XK").update(country="XK")


class Migration(migrations.Migration):
    dependencies = [("missions", "0011_country_of_posts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
