"""Propose the mapping of a client's order file: every line with its reason, and a question where the file is silent.

A proposal decides what the file shows and nothing else: whether 03/04 is in March or in April is the client's to say.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.layout import find_layout
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.matching import Content, contents_of, match_columns
from kamlib.tables.intake.raw import Raw, load_raw, open_reader
from kamlib.tables.intake.sniffing import (
    carries_offsets,
    find_cancelled_prefix,
    find_date_format,
    find_decimal,
)
from kamlib.tables.intake.writing import write_mapping

if TYPE_CHECKING:
    import duckdb

_AMOUNTS = ("quantity", "unit_price", "revenue", "margin")
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "₩": "KRW", "EUR": "EUR", "USD": "USD", "GBP": "GBP", "CHF": "CHF"}
_ASK = {
    "order_id": "Which column is the number of the order or invoice? Without one, an account's day is one order.",
    "account_id": "Which column is the customer's number?",
    "ordered_at": "Which column is the date of the order?",
    "revenue": "Which column is the amount of the line? Or name both quantity and unit_price.",
}


@dataclass(frozen=True)
class Proposal:
    """A proposed mapping, the reason for each line, and what only the client can say.

    Reasons and questions are keyed by place, such as "orders.decimal"; a question comes with an example answer. `notes`
    are worth knowing though nothing hangs on them.
    """

    mapping: ClientMapping
    reasons: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        """The proposed source of the orders."""
        return self.mapping.sources[0]

    def write(self, path: str | Path) -> Path:
        """Write the proposal as a mapping file, at once or not at all, and return its path."""
        return write_mapping(self.mapping, path, self.reasons, self.questions)


def propose(file: str | Path) -> Proposal:
    """Return the mapping that an order file itself suggests.

    Raises FileNotFoundError or ValueError, one sentence each, when the file holds no table.
    """
    source, reasons, questions = find_layout(Path(file))
    with open_reader() as connection, tempfile.TemporaryDirectory(prefix="kamlib-") as temporary:
        raw = load_raw(connection, source, Path(temporary))
        contents = contents_of(connection, raw)
        columns, why = match_columns(contents)
        reasons |= {f"orders.columns.{ours}": reason for ours, reason in why.items()}
        questions |= _missing_columns(columns, contents)
        notes = _amount_notes(columns)
        source = _values(connection, replace(source, columns=columns), raw, reasons, questions)
        currency = _currency(connection, columns, raw)
    if currency is None:
        questions["currency"] = ("In which currency are the amounts?", "EUR")
    else:
        reasons["currency"] = "the file names it"
    reasons["time_zone"] = "the client's place, such as Europe/Berlin; it matters only for dates that carry an offset"
    mapping = ClientMapping(_client_name(Path(file)), currency or "", (_in_order(source),))
    return Proposal(mapping, reasons, questions, tuple(notes))


def _values(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    raw: Raw,
    reasons: dict[str, str],
    questions: dict[str, tuple[str, str]],
) -> Source:
    """Settle decimal mark, date format and cancelled orders, writing reasons and questions as they come."""
    sql = {ours: raw.column(theirs) for ours, theirs in source.columns.items()}
    amounts = [sql[name] for name in _AMOUNTS if name in sql]
    if amounts:
        decimal = find_decimal(connection, amounts, raw.delimiter is not None)
        if decimal.value is None:
            questions["orders.decimal"] = (f"Which decimal mark? {decimal.reason}.", decimal.choices[0])
        else:
            reasons["orders.decimal"] = decimal.reason
            source = replace(source, decimal=decimal.value)
    if "ordered_at" in sql:
        dates = find_date_format(connection, sql["ordered_at"])
        if dates.value is None:
            choices = " or ".join(dates.choices) or "%d.%m.%Y"
            question = f"How are the dates written: {choices}? {dates.reason}."
            questions["orders.date_format"] = (question, dates.choices[0] if dates.choices else "%d.%m.%Y")
        else:
            reasons["orders.date_format"] = dates.reason
            source = replace(source, date_format=dates.value if len(dates.value) > 1 else dates.value[0])
        if example := carries_offsets(connection, sql["ordered_at"]):
            questions["time_zone"] = (f"Dates carry offsets ({example}): at which place do the days count?", "")
    if "order_id" in sql and amounts:
        prefix = find_cancelled_prefix(connection, sql["order_id"], amounts[0])
        reasons["orders.cancelled_prefix"] = prefix.reason
        source = replace(source, cancelled_prefix=prefix.value)
    return source


def _missing_columns(columns: Mapping[str, str], contents: Mapping[str, Content]) -> dict[str, tuple[str, str]]:
    amounts = {"revenue"} & set(columns) or {"quantity", "unit_price"} <= set(columns)
    lacking = [ours for ours in _ASK if ours not in columns and not (ours == "revenue" and amounts)]
    free = [theirs for theirs in contents if theirs not in columns.values()]
    listed = ", ".join(free[:20]) or "none that is not used already"
    example = free[0] if free else "…"
    return {f"orders.columns.{ours}": (f"{_ASK[ours]} Left over: {listed}.", example) for ours in lacking}


def _amount_notes(columns: Mapping[str, str]) -> list[str]:
    if "revenue" in columns or not {"quantity", "unit_price"} <= set(columns):
        return []
    return ["No column of amounts was found: revenue is quantity times unit_price, in exact decimals."]


def _currency(connection: duckdb.DuckDBPyConnection, columns: Mapping[str, str], raw: Raw) -> str | None:
    if "currency" in columns:
        column = raw.column(columns["currency"])
        found = connection.execute(f"SELECT mode(upper(trim({column}))) FROM raw").fetchone()
        return str(found[0]) if found and found[0] else None
    for name in (columns[ours] for ours in ("revenue", "unit_price") if ours in columns):
        column = raw.column(name)
        values = connection.execute(f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL LIMIT 50").fetchall()
        for text in (name, *(str(value[0]) for value in values)):
            for sign in re.findall(r"[€£$₩]|\b[A-Z]{3}\b", text):
                if sign in _SIGNS:
                    return _SIGNS[sign]
    return None


def _client_name(file: Path) -> str:
    stem = file.name.split(".")[0]
    return re.sub(r"[\s_]+", " ", stem).strip().title() or "Client"


def _in_order(source: Source) -> Source:
    names = [column.name for column in CONTRACTS["orders"].columns]
    places = {name: place for place, name in enumerate(names)}
    ordered = sorted(source.columns.items(), key=lambda item: places.get(item[0], len(places)))
    return replace(source, columns=dict(ordered))
