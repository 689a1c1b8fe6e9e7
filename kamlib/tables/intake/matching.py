"""Which column of a file is which of ours: by its name in any of nine languages, and by what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS, Kind
from kamlib.tables.intake.currencies import unmarked_sql
from kamlib.tables.intake.lexicon import YES_OR_NO, said_for, words_of
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.sniffing import find_date_format
from kamlib.tables.intake.values import number_sql, said_sql, text_sql
from kamlib.tables.intake.vocabulary import EITHER, name_score, plain

if TYPE_CHECKING:
    import duckdb

ONLY_DATES = "the only column of dates"
_SAMPLED = "(SELECT x FROM held ORDER BY hash(x) LIMIT 1000)"
_ENOUGH = 0.6
_LIKELY = 0.5
_SOME_DATES = 0.3  # two ways of writing dates, half and half, are dates all the same
_LOOKED_AT, _SHOWN = 10_000, 4


@dataclass(frozen=True)
class Content:
    """What a column of the file holds: values, different ones, and the shares that read as numbers, dates, yes or no."""

    values: int
    different: int
    numbers: float
    dates: float
    ticks: float = 0.0


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
        bare = unmarked_sql("x")
        either = f"coalesce({number_sql(bare, '.', '')}, {number_sql(bare, ',', '')})"
        tick = f"count(*) FILTER ({said_sql('x', YES_OR_NO)} IN ('0', '1'))"
        counted = connection.execute(
            f"SELECT coalesce(count({either}) / count(*), 0), coalesce({tick} / count(*), 0) FROM {_SAMPLED}"
        ).fetchone()
        numbers, ticks = counted or (0, 0)
        found[name] = Content(int(values), int(different), float(numbers), _date_share(connection), float(ticks))
    return found


def samples_of(connection: duckdb.DuckDBPyConnection, raw: Raw) -> dict[str, tuple[str, ...]]:
    """Return the first few different texts of each column, in the order of the file, by the column's name in the file."""
    samples = {}
    for name, column in zip(raw.names, raw.columns, strict=True):
        found = connection.execute(
            f"SELECT {column} FROM (SELECT {column}, rowid AS place FROM raw LIMIT {_LOOKED_AT}) "
            f"WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY min(place) LIMIT {_SHOWN}"
        ).fetchall()
        samples[name] = tuple(str(row[0]) for row in found)
    return samples


def _date_share(connection: duckdb.DuckDBPyConnection) -> float:
    finding = find_date_format(connection, "x", _SAMPLED)
    return 1.0 if finding.value is not None or len(finding.choices) > 1 else finding.share


def match_columns(contents: dict[str, Content], table: str = "orders") -> tuple[dict[str, str], dict[str, str]]:
    """Return our columns of `table` with the file's that fit best, each used once, and the reason for each."""
    words = words_of(table)
    kinds = {column.name: column.kind for column in CONTRACTS[table].columns}
    scores = [
        (name_score(ours, theirs, words) * _fits(ours, kinds.get(ours, "text"), content, table), ours, theirs)
        for ours in words
        for theirs, content in contents.items()
    ]
    matched: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for score, ours, theirs in sorted(scores, key=lambda one: -one[0]):
        if score >= _LIKELY and ours not in matched and theirs not in matched.values():
            matched[ours] = theirs
            surely = "the name says so" if score > 0.99 else "the name comes near"
            reasons[ours] = f"{surely}; {in_words(ours, contents[theirs], kinds.get(ours, 'text'))}"
    if table == "orders":
        _names_beside_numbers(contents, matched, reasons)
        _only_dates("ordered_at", contents, matched, reasons)
        if "account_id" not in matched and "account_name" in matched:
            matched["account_id"] = matched["account_name"]
            reasons["account_id"] = "no number of the customer was found, so the name serves as one"
    if table == "responses" and not {"invited_at", "answered_at"} & set(matched):
        # A date that is not in every row may be anything: who answered must not hang on it.
        rows = max((content.values for content in contents.values()), default=0)
        filled = {name: content for name, content in contents.items() if content.values == rows}
        _only_dates("answered_at", filled, matched, reasons)
    return matched, reasons


def _names_beside_numbers(contents: dict[str, Content], matched: dict[str, str], reasons: dict[str, str]) -> None:
    """Of two columns that both say customer, such as Kunde and Kundennr, the bare word holds the names."""
    both = [name for name in contents if name_score("account_id", name) > 0.99]
    bare = [name for name in both if plain(name) in EITHER and _fits("account_name", "text", contents[name])]
    if len(both) != 2 or len(bare) != 1 or "account_name" in matched:
        return
    number = next(name for name in both if name != bare[0])
    matched |= {"account_id": number, "account_name": bare[0]}
    reasons["account_id"] = f"the name says so; {in_words('account_id', contents[number])}"
    reasons["account_name"] = f"it stands beside {number}; {in_words('account_name', contents[bare[0]])}"


def _only_dates(ours: str, contents: dict[str, Content], matched: dict[str, str], reasons: dict[str, str]) -> None:
    """Take the only column of dates for `ours`, whatever it is called."""
    dates = [name for name, content in contents.items() if content.dates >= _ENOUGH and content.numbers < _ENOUGH]
    if ours not in matched and len(dates) == 1 and dates[0] not in matched.values():
        matched[ours], reasons[ours] = dates[0], ONLY_DATES


def _fits(ours: str, kind: Kind, content: Content, table: str = "orders") -> float:
    if not content.values:
        return 0.0
    if kind == "whole" and content.ticks >= _ENOUGH and said_for(table, ours):
        return 1.0
    if kind == "time":
        return 1.0 if content.dates >= _SOME_DATES else 0.0
    if kind in ("whole", "number", "money"):
        return 1.0 if content.numbers >= _ENOUGH else 0.0
    if kind == "name" or ours in ("region", "category", "currency", "account_name", "account_type", "department"):
        # Groups and people have names, which are neither numbers nor days.
        return 1.0 if content.numbers < _ENOUGH and content.dates < _ENOUGH else 0.0
    return 1.0


def in_words(ours: str, content: Content, kind: Kind = "text") -> str:
    """Return what a column holds, as a reason for its match.

    >>> in_words("region", Content(10, 2, 0.0, 0.0))
    '2 different values in 10 rows'
    """
    if kind in ("number", "money"):
        return f"{content.numbers:.0%} of its values read as numbers"
    if kind == "time":
        return "its values read as dates"
    return f"{content.different:,} different values in {content.values:,} rows"
