"""Which column of an order file is which of ours: by its name in any of nine languages, and by what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.sniffing import find_date_format
from kamlib.tables.intake.values import number_sql, text_sql
from kamlib.tables.intake.vocabulary import WORDS, name_score

if TYPE_CHECKING:
    import duckdb

_NUMBERS = ("quantity", "unit_price", "revenue", "margin")
_SAMPLED = "(SELECT x FROM held ORDER BY hash(x) LIMIT 1000)"
_ENOUGH = 0.6
_LIKELY = 0.5


@dataclass(frozen=True)
class Content:
    """What a column of the file holds: values, different ones, and the shares that read as numbers and as dates."""

    values: int
    different: int
    numbers: float
    dates: float


def contents_of(connection: duckdb.DuckDBPyConnection, raw: Raw) -> dict[str, Content]:
    """Return what each column of `raw` holds, by the column's name in the file."""
    found = {}
    for name, column in zip(raw.names, raw.columns, strict=True):
        # Different texts first: trimming and trying them costs far more than finding them.
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE held AS SELECT {text_sql('c')} AS x, sum(n) AS times "
            f"FROM (SELECT {column} AS c, count(*) AS n FROM raw GROUP BY c) GROUP BY x HAVING x IS NOT NULL"
        )
        counted = connection.execute("SELECT coalesce(sum(times), 0), count(*) FROM held").fetchone()
        values, different = counted or (0, 0)
        either = f"coalesce({number_sql('x', '.', '')}, {number_sql('x', ',', '')})"
        share = connection.execute(f"SELECT coalesce(count({either}) / count(*), 0) FROM {_SAMPLED}").fetchone() or (0,)
        found[name] = Content(int(values), int(different), float(share[0]), _date_share(connection))
    return found


def _date_share(connection: duckdb.DuckDBPyConnection) -> float:
    finding = find_date_format(connection, "x", _SAMPLED)
    return 1.0 if finding.value is not None or len(finding.choices) > 1 else 0.0


def match_columns(contents: dict[str, Content]) -> tuple[dict[str, str], dict[str, str]]:
    """Return our columns with the file's that fit best, each used once, and the reason for each."""
    scores = [
        (name_score(ours, theirs) * _fits(ours, content), ours, theirs)
        for ours in WORDS
        for theirs, content in contents.items()
    ]
    matched: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for score, ours, theirs in sorted(scores, key=lambda one: -one[0]):
        if score >= _LIKELY and ours not in matched and theirs not in matched.values():
            matched[ours] = theirs
            surely = "the name says so" if score > 0.99 else "the name comes near"
            reasons[ours] = f"{surely}; {in_words(ours, contents[theirs])}"
    dates = [name for name, content in contents.items() if content.dates >= _ENOUGH and content.numbers < _ENOUGH]
    if "ordered_at" not in matched and len(dates) == 1 and dates[0] not in matched.values():
        matched["ordered_at"], reasons["ordered_at"] = dates[0], "the only column of dates"
    if "account_id" not in matched and "account_name" in matched:
        matched["account_id"] = matched["account_name"]
        reasons["account_id"] = "no number of the customer was found, so the name serves as one"
    return matched, reasons


def _fits(ours: str, content: Content) -> float:
    if not content.values:
        return 0.0
    if ours == "ordered_at":
        return 1.0 if content.dates >= _ENOUGH else 0.0
    if ours in _NUMBERS or ours == "order_line":
        return 1.0 if content.numbers >= _ENOUGH else 0.0
    if ours in ("region", "category", "account_name", "currency"):
        # Groups have names, and far fewer of them than there are rows.
        return 1.0 if content.numbers < _ENOUGH and content.dates < _ENOUGH else 0.0
    return 1.0


def in_words(ours: str, content: Content) -> str:
    """Return what a column holds, as a reason for its match.

    >>> in_words("region", Content(10, 2, 0.0, 0.0))
    '2 different values in 10 rows'
    """
    if ours in _NUMBERS:
        return f"{content.numbers:.0%} of its values read as numbers"
    if ours == "ordered_at":
        return "its values read as dates"
    return f"{content.different:,} different values in {content.values:,} rows"
