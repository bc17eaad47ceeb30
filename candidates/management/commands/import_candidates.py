from candidates.enums import SheetKind
from candidates.register.commands import SheetCommand


class Command(SheetCommand):
    help = "Take over people of the ministry's register from an XLSX or CSV file (docs/register.md)."
    kind = SheetKind.PEOPLE
