"""What a file's own values say about how to read them: decimal mark, date format, cancelled orders, mangled ids.

Every value of the column is heard, since the one date that tells day from month may stand on the last line. Where the
values leave it open, the finding says so and names the choices; nobody guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamlib.tables.intake.currencies import unmarked_sql
from kamlib.tables.intake.values import EXCEL, ISO, moment_sql, text_sql

if TYPE_CHECKING:
    import duckdb

_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y")
_MONTH_FIRST = ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y", "%m/%d/%y", "%m.%d.%y", "%m-%d-%y")
_OTHER = (
    *("%Y.%m.%d", "%Y. %m. %d", "%Y. %m. %d.", "%Y%m%d", "%Y년 %m월 %d일"),
    *("%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%d. %B %Y", "%b %d, %Y", "%B %d, %Y"),
)
_SAMPLE = 1000
_READS_ENOUGH = 0.6
_STRAY = 0.01


@dataclass(frozen=True)
class Finding:
    """What was found, and why; `value` is None where the file leaves it open, and `choices` says between what.

    `share` of the values is read by the likeliest choice.
    """

    value: Any
    reason: str
    choices: tuple[str, ...] = ()
    share: float = 0.0


def find_decimal(connection: duckdb.DuckDBPyConnection, columns: Iterable[str], written: bool = True) -> Finding:
    """Return the decimal mark of the amounts in these columns of `raw`, or None with the choices.

    `written` False: most amounts were numbers in the file, of a spreadsheet or Parquet, and a number has a point.
    """
    distinct = " UNION ".join(f"SELECT DISTINCT {column} AS c FROM raw" for column in columns)
    values = f"SELECT {unmarked_sql(text_sql('c'))} AS x FROM ({distinct})"
    comma = "regexp_matches(x, ',(\\d{1,2}|\\d{4,})\\D*$|\\..*,\\d|^\\D*0,\\d') OR regexp_matches(x, '\\.\\d{3}\\.\\d')"
    point = "regexp_matches(x, '\\.(\\d{1,2}|\\d{4,})\\D*$|,.*\\.\\d|^\\D*0\\.\\d') OR regexp_matches(x, ',\\d{3},\\d')"
    found = connection.execute(
        f"SELECT count(*) FILTER ({comma}), count(*) FILTER ({point}), "
        f"any_value(x) FILTER (regexp_matches(x, '\\d[{'.' if written else ''},]\\d{{3}}\\D*$')) "
        f"FROM ({values}) WHERE regexp_full_match(x, '[^A-Za-z]*\\d[^A-Za-z]*')"
    ).fetchone()
    commas, points, unclear = found or (0, 0, None)
    if commas and points and min(commas, points) > _STRAY * (commas + points):
        reason = f"{commas:,} amounts are written with a decimal comma and {points:,} with a decimal point"
        return Finding(None, reason, (",", "."))
    if commas or points:
        mark, count = (",", commas) if commas > points else (".", points)
        stray = f"; {min(commas, points):,} say otherwise" if commas and points else ""
        return Finding(mark, f"{count:,} different amounts show it{stray}")
    if unclear is not None:
        return Finding(None, f"{unclear!r} may be a thousand or a fraction, and no other amount tells", (".", ","))
    return Finding(".", "whole amounts only")


def find_date_format(connection: duckdb.DuckDBPyConnection, column: str, rows: str = "raw") -> Finding:
    """Return the format or formats (a tuple) that read the dates in `column` of `rows`, or None with the choices."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE dates AS SELECT {text_sql('c')} AS x, CAST(sum(times) AS BIGINT) AS times "
        f"FROM (SELECT {column} AS c, count(*) AS times FROM {rows} GROUP BY c) GROUP BY x HAVING x IS NOT NULL"
    )
    total = _number(connection, "SELECT coalesce(sum(times), 0) FROM dates")
    if not total:
        return Finding(None, "the column is empty")
    families = {date: tuple(date + time for time in _TIMES) for date in (*_DAY_FIRST, *_MONTH_FIRST, *_OTHER)}
    families |= {ISO: (ISO,), EXCEL: (EXCEL,)}
    sampled = _read_by(connection, families, f"(SELECT x, times FROM dates ORDER BY hash(x) LIMIT {_SAMPLE})")
    likely = {name: families[name] for name, count in sampled.items() if count}
    counts = _read_by(connection, likely, "dates") if likely else {}
    best = max(counts, key=lambda name: counts[name], default=None)
    undecided = _day_or_month(connection, counts, best, families, total) if best else None
    if undecided is not None:
        return undecided
    if best is None:
        first = connection.execute("SELECT min(x) FROM dates").fetchone()
        return Finding(None, f"no format known here reads the dates, such as {first[0] if first else ''!r}")
    if counts[best] < _READS_ENOUGH * total:
        return Finding(
            None, f"the likeliest format reads only {counts[best]:,} of {total:,} dates", (best,), counts[best] / total
        )
    used = tuple(
        one for one, count in _read_by(connection, {f: (f,) for f in families[best]}, "dates").items() if count
    )
    unread = total - counts[best]
    stray = f"; {unread:,} cannot be read so" if unread else ""
    return Finding(used, f"reads {counts[best]:,} of {total:,} dates{stray}{_told(connection, best)}")


def _day_or_month(
    connection: duckdb.DuckDBPyConnection,
    counts: dict[str, int],
    best: str,
    families: dict[str, tuple[str, ...]],
    total: int,
) -> Finding | None:
    pairs = dict(zip(_DAY_FIRST, _MONTH_FIRST, strict=True)) | dict(zip(_MONTH_FIRST, _DAY_FIRST, strict=True))
    if best not in pairs or not counts.get(pairs[best]):
        return None
    day, month = sorted((best, pairs[best]), key=lambda name: name in _MONTH_FIRST)
    both = _read_by(connection, {"both": families[day] + families[month]}, "dates")["both"]
    if both < _READS_ENOUGH * total:
        return None
    if counts[day] == counts[month] == both:
        return Finding(None, "no date has a number above 12 in its first two places", (day, month))
    only_day, only_month = both - counts[month], both - counts[day]
    if only_day and only_month:
        reason = f"mixed: {only_day:,} dates can only be day first, {only_month:,} only month first"
        return Finding(None, reason, (day, month))
    return None


def _told(connection: duckdb.DuckDBPyConnection, best: str) -> str:
    if best not in (*_DAY_FIRST, *_MONTH_FIRST):
        return ""
    place = 1 if best in _DAY_FIRST else 2
    pattern = "'^(\\d+)\\D+(\\d+)'"
    above = _number(
        connection,
        f"SELECT coalesce(sum(times), 0) FROM dates WHERE TRY_CAST(regexp_extract(x, {pattern}, {place}) AS INT) > 12",
    )
    return f"; {above:,} have a number above 12 in the {'first' if place == 1 else 'second'} place"


def _read_by(connection: duckdb.DuckDBPyConnection, families: dict[str, tuple[str, ...]], table: str) -> dict[str, int]:
    moments = (moment_sql("x", formats, "UTC") for formats in families.values())
    counts = ", ".join(f"coalesce(sum(times) FILTER ({moment} IS NOT NULL), 0)" for moment in moments)
    found = connection.execute(f"SELECT {counts} FROM {table}").fetchone()
    return {name: int(count) for name, count in zip(families, found or (), strict=True)}


_OFFSET = "'\\d:\\d\\d.*(Z|[+-]\\d{2}(:?\\d{2})?)$'"


def carries_offsets(connection: duckdb.DuckDBPyConnection, column: str) -> str | None:
    """Return an example of a moment with an offset from UTC in `column` of `raw`, or None."""
    found = connection.execute(f"SELECT min({column}) FROM raw WHERE regexp_matches({column}, {_OFFSET})").fetchone()
    return found[0] if found else None


def count_without_offset(connection: duckdb.DuckDBPyConnection, column: str) -> int:
    """Return how many moments with a time of day in `column` of `raw` carry no offset from UTC."""
    timed = f"regexp_matches({column}, '\\d:\\d\\d')"
    return _number(connection, f"SELECT count(*) FROM raw WHERE {timed} AND NOT regexp_matches({column}, {_OFFSET})")


def read_as_floats(connection: duckdb.DuckDBPyConnection, column: str) -> int:
    """Return how many values of an id column are whole numbers written as fractions ("17850.0"); 0 if others are not.

    One id that is a true fraction, such as "3.5", shows that the point belongs to the ids.
    """
    text = text_sql(column)
    found = connection.execute(
        f"SELECT count(*) FILTER (regexp_full_match(x, '-?\\d+\\.0+')), "
        f"count(*) FILTER (NOT regexp_full_match(x, '-?\\d+\\.0+')) "
        f"FROM (SELECT {text} AS x FROM raw WHERE contains({column}, '.'))"
    ).fetchone()
    whole, other = found or (0, 0)
    return 0 if other else int(whole)


def find_cancelled_prefix(connection: duckdb.DuckDBPyConnection, order: str, amount: str) -> Finding:
    """Return the letters that begin the order ids of cancelled orders: almost all their amounts are negative."""
    found = connection.execute(
        f"SELECT regexp_extract({order}, '^\\s*([A-Za-z]+)', 1) AS prefix, "
        f"count(DISTINCT {order}), count(*) AS lines, "
        f"count(*) FILTER (regexp_matches({amount}, '^\\s*[-−(]|-\\s*$')) AS negative "
        "FROM raw GROUP BY prefix HAVING prefix <> '' AND negative >= 0.9 * lines ORDER BY lines DESC LIMIT 1"
    ).fetchone()
    if found is None:
        return Finding(None, "no order ids stand out by a letter and negative amounts")
    prefix, orders, lines, negative = found
    every = "all" if negative == lines else f"{negative:,}"
    reason = f"{orders:,} order ids begin so, and {every} of their {lines:,} lines are negative"
    return Finding(prefix, reason)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0
