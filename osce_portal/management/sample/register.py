"""People of the ministry's register without an account, and members of the pool in every state."""

import datetime as dt

from candidates.enums import SheetKind
from candidates.models import Candidate
from candidates.register.people import COLUMNS
from candidates.register.working import import_sheet
from candidates.services import add_membership
from osce_portal.accounts.models import User
from osce_portal.management.sample.people import Draw
from osce_portal.sheets.reading import read_sheet

SHEET = """number;last_name;first_name;email;birth_date;city;nationalities;gender;group;language;missions
X-101;Exemple;Dominique;dominique.exemple@example.org;1974-02-11;Mons;BE;F;FR;FR;"STO MD 2021; STO AL 2017"
X-102;Voorbeeld;Sam;sam.voorbeeld@example.org;1981-09-30;Gent;BE;M;NL;NL;LTO UA 2019
X-103;Beispiel;Toni;toni.beispiel@example.org;1979-06-05;Eupen;BE;X;;DE;
X-104;Exemple;Sacha;sacha.exemple@example.org;1990-12-24;Arlon;BE,FR;M;FR;FR;STO GE 2024
"""
LIST = "CG-EXAMPLE-01"
# Days from today: on the list since, until, invited, trained, ended.
PLACES = (
    (-60, 670, None, None, None),
    (-200, 530, -150, None, None),
    (-400, 330, -350, -330, None),
    (-690, 40, -650, -630, None),
    (-720, 10, -700, None, None),
    (-900, -170, -850, -830, None),
    (-300, 430, -250, None, -20),
)
NAMES = ("listed_on", "valid_until", "invited_on", "trained_on", "ended_on")


def make_register(source: Draw, example: Candidate, *, officer: User) -> None:
    """Take a sheet over as staff would; put sample people, and the printed login's, on the pool's list."""
    sheet = read_sheet(SHEET.encode(), COLUMNS)
    for _plans in import_sheet(SheetKind.PEOPLE, sheet, file_name="register.csv", actor=officer):
        numbers = [row.cells["number"] for row in sheet.rows]
        Candidate.objects.filter(register_entry__number__in=numbers).update(is_sample=True)
    others = list(Candidate.objects.filter(is_sample=True, user__isnull=False).order_by("pk")[: len(PLACES)])
    for person, days in zip([example, *others], [PLACES[2], *PLACES], strict=True):
        add_membership(person, actor=officer, selor_reference=LIST, **_place(source.today, days))


def _place(today: dt.date, offsets: tuple[int | None, ...]) -> dict[str, dt.date | str | None]:
    days = [None if offset is None else today + dt.timedelta(days=offset) for offset in offsets]
    return dict(zip(NAMES, days, strict=True)) | {"end_reason": "Works abroad." if days[-1] else ""}
