from candidates.enums import SheetKind
from candidates.register.commands import SheetCommand


class Command(SheetCommand):
    help = "Take over members of the crisis-management pool from an XLSX or CSV file (docs/register.md)."
    kind = SheetKind.POOL
