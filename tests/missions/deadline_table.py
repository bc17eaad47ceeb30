"""The deadlines of three years in whole numbers: neither ``datetime`` nor a time zone database is asked.

Days are counted from 1 January 1970, a Thursday; Brussels is one hour ahead of UTC, and two from the last
Sunday of March, 01:00 UTC, to that of October, 01:00 UTC (directive 2000/84/EC).
"""

from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent / "deadlines_2026_2028.csv"
FIRST_DAY, DAYS = (2026, 1, 1), 1096
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY, HOUR = 86_400, 3_600
SUNDAY = 3  # the fourth day of 1970


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]


def number_of(year: int, month: int, day: int) -> int:
    """Days since 1 January 1970."""
    years = sum(366 if is_leap(earlier) else 365 for earlier in range(1970, year))
    return years + sum(length(year, earlier) for earlier in range(1, month)) + day - 1


def day_of(number: int) -> tuple[int, int, int]:
    """Year, month and day of a number of days since 1 January 1970."""
    year, month = 1970, 1
    while number >= (whole := 366 if is_leap(year) else 365):
        number, year = number - whole, year + 1
    while number >= length(year, month):
        number, month = number - length(year, month), month + 1
    return year, month, number + 1


def change_in(year: int, month: int) -> int:
    """The month's last Sunday, 01:00 UTC, in seconds since 1970."""
    last = number_of(year, month, length(year, month))
    return (last - (last - SUNDAY) % 7) * DAY + HOUR


def midnight(number: int) -> int:
    """00:00 in Brussels at the beginning of a day, in seconds since 1970 (UTC)."""
    year = day_of(number)[0]
    in_summer = number * DAY - 2 * HOUR
    is_summer = change_in(year, 3) <= in_summer < change_in(year, 10)
    return in_summer if is_summer else number * DAY - HOUR


def written(number: int) -> str:
    return "{:04}-{:02}-{:02}".format(*day_of(number))


def rows() -> Iterator[str]:
    """``election_day,last_day,closes_at`` for each election day, in UTC."""
    first = number_of(*FIRST_DAY)
    for election in range(first, first + DAYS):
        day, second = divmod(midnight(election - 42 + 1), DAY)
        yield f"{written(election)},{written(election - 42)},{written(day)}T{second // HOUR:02}:00:00+00:00"


def table() -> str:
    return "\n".join(["election_day,last_day,closes_at", *rows(), ""])
