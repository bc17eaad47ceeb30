"""What goes wrong in the database itself: triggers that last as long as the test's transaction."""

from django.db import connection


def refuse_in_the_database(act: str, where: str, *, says: str) -> None:
    """Have PostgreSQL refuse ``act`` (``UPDATE ON table``) on rows ``where``; the error tells ``says``."""
    _trigger(f"BEFORE {act}", where, f"RAISE EXCEPTION 'refused for %', {says}; RETURN NEW;")


def follow_in_the_database(act: str, where: str, *, does: str) -> None:
    """Have PostgreSQL do something right after ``act``, as another process might at that moment."""
    _trigger(f"AFTER {act}", where, f"{does}; RETURN NULL;")


def _trigger(moment: str, where: str, body: str) -> None:
    each = f"{moment} FOR EACH ROW WHEN ({where}) EXECUTE FUNCTION of_this_test()"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"CREATE FUNCTION of_this_test() RETURNS trigger AS $$ BEGIN {body} END $$ LANGUAGE plpgsql"
        )
        cursor.execute(f"CREATE TRIGGER of_this_test {each}")
