"""Propose the mapping of a client's files: which table each one is, every line with its reason, and a question where the file is silent.

A proposal decides what the file shows and nothing else: whether 03/04 is in March or in April is the client's to say.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.classifying import assign
from kamlib.tables.intake.layout import find_layout
from kamlib.tables.intake.mapping import NUMBERED, ClientMapping, Source
from kamlib.tables.intake.matching import Content, contents_of, match_columns, samples_of
from kamlib.tables.intake.opening import check_there
from kamlib.tables.intake.questionnaire.items import MappedItem
from kamlib.tables.intake.questionnaire.recognising import FEWEST, find_items, reading_of
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

_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "₩": "KRW", "EUR": "EUR", "USD": "USD", "GBP": "GBP", "CHF": "CHF"}
_REVERSED = (
    "Which items are worded the other way round no file can say: write reversed = true in their line. Where one is forgotten, the "
    "reliability of its scale warns."
)
_ONE_WAVE = (
    "no column names the wave, so all its answers count as one. To compare waves, give each row the name of its wave, such as "
    '2024-1, in a column, and write wave = "…" below [responses.columns].'
)
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
    are worth knowing though nothing hangs on them. `header` names the columns of the first file in their order, and
    `samples` gives the first few different texts of each.
    """

    mapping: ClientMapping
    reasons: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def source(self) -> Source:
        """The proposed source of the first table: the orders, where there are any."""
        return self.mapping.sources[0]

    def write(self, path: str | Path) -> Path:
        """Write the proposal as a mapping file, at once or not at all, and return its path."""
        return write_mapping(self.mapping, path, self.reasons, self.questions)


@dataclass
class _Read:
    """One file as far as it has been looked at."""

    source: Source
    raw: Raw
    contents: dict[str, Content]
    samples: dict[str, tuple[str, ...]]
    reasons: dict[str, str]
    questions: dict[str, tuple[str, str]]
    notes: list[str] = field(default_factory=list)
    currency: str | None = None
    items: tuple[MappedItem, ...] = ()


def propose(file: str | Path) -> Proposal:
    """Return the mapping that an order file itself suggests.

    Raises FileNotFoundError or ValueError, one sentence each, when the file holds no table.
    """
    return propose_all([file])


def propose_all(files: Sequence[str | Path], key_file: Path | None = None) -> Proposal:
    """Return one mapping for a client's files: for each, which table it is, why, and how it is read.

    A single file is taken for the orders. A file that fits no table, or only one that another fits better, is left out
    and said so. With a `key_file` names and ids are to be replaced by keys. Raises FileNotFoundError or ValueError,
    one sentence each, when a file holds no table or none of them fits.
    """
    reads: dict[str, _Read] = {}
    notes: list[str] = []
    for file in files:
        check_there(Path(file))
    with tempfile.TemporaryDirectory(prefix="kamlib-") as temporary, open_reader() as connection:
        looked = [_look(connection, Path(file), Path(temporary)) for file in files]
        tables = _tables_of(looked, notes)
        for one, table in zip(looked, tables, strict=True):
            if table is not None:
                reads[table] = _read(connection, one, table, Path(temporary), len(looked) > 1)
    if not reads:
        raise ValueError("None of the files could be any of our tables: " + " ".join(notes))
    ordered = [reads[table] for table in dict.fromkeys(("orders", *CONTRACTS)) if table in reads]
    reasons = {place: reason for one in ordered for place, reason in one.reasons.items()}
    questions = {place: question for one in ordered for place, question in one.questions.items()}
    currency = next((one.currency for one in ordered if one.currency), None)
    if currency is None and not any(_moneys(one.source.table) for one in ordered):
        currency, reasons["currency"] = "EUR", "no file holds amounts: it says nothing yet"
    elif currency is None:
        questions["currency"] = ("In which currency are the amounts?", "EUR")
    else:
        reasons["currency"] = "the file names it"
    reasons["name"] = "the client, as the report's cover names it; the same for next month's file"
    reasons["time_zone"] = "the client's place, such as Europe/Berlin; it matters only for dates that carry an offset"
    sources = tuple(one.source for one in ordered)
    mapping = ClientMapping(_client_name(sources[0].file), currency or "", sources, key_file=key_file)
    notes += [note for one in ordered for note in one.notes]
    return Proposal(mapping, reasons, questions, tuple(notes), ordered[0].raw.names, ordered[0].samples)


def _tables_of(looked: Sequence[_Read], notes: list[str]) -> list[str | None]:
    """Return the table of each file: one full of items is a questionnaire's sheet, a single file of another kind the orders."""
    sheets = [one for one in looked if len(one.items) >= max(FEWEST, len(one.raw.names) / 3)]
    others = [one for one in looked if one not in sheets[:1]]
    if len(others) == 1 and not sheets:
        return ["orders"]
    found = assign([(one.contents, one.source.file) for one in others], notes) if others else []
    places = {id(one): table for one, table in zip(others, found, strict=True)}
    return [places.get(id(one), "responses") for one in looked]


def _look(connection: duckdb.DuckDBPyConnection, file: Path, temporary: Path) -> _Read:
    source, reasons, questions = find_layout(file)
    raw = load_raw(connection, source, temporary)
    contents = contents_of(connection, raw)
    named, _ = match_columns(contents, "responses")
    read = _Read(source, raw, contents, samples_of(connection, raw), reasons, questions)
    read.items = find_items(connection, raw, named.values())
    return read


def _read(connection: duckdb.DuckDBPyConnection, one: _Read, table: str, temporary: Path, again: bool) -> _Read:
    """Match the columns of a file that was looked at and settle its values."""
    if again:
        one.raw = load_raw(connection, one.source, temporary)
    one.reasons = {place.replace("orders.", f"{table}.", 1): why for place, why in one.reasons.items()}
    one.questions = {place.replace("orders.", f"{table}.", 1): asked for place, asked in one.questions.items()}
    columns, why = match_columns(one.contents, table)
    one.reasons |= {f"{table}.columns.{ours}": reason for ours, reason in why.items()}
    one.questions |= _missing_columns(table, columns, one.contents)
    one.notes += [*one.raw.notes, *_amount_notes(table, columns), *_unread_columns(one, table, columns)]
    if again:
        one.reasons[f"{table}.table"] = f"{len(columns)} of its columns are those of {table}"
    one.source = replace(one.source, table=table, columns=_in_order(table, columns))
    if table == "responses":
        one.source = replace(one.source, items=one.items)
        one.reasons |= {f"responses.items.{item.name}": reading_of(item) for item in one.items}
        one.notes += [_REVERSED, *([] if "wave" in columns else [f"{one.source.file.name}: {_ONE_WAVE}"])]
    _values(connection, one)
    if table == "orders":
        one.currency = _currency(connection, columns, one.raw)
        _ask_for_rates(connection, one)
    return one


def _values(connection: duckdb.DuckDBPyConnection, one: _Read) -> None:
    """Settle decimal mark, date format and cancelled orders, with reasons and questions as they come."""
    source, table = one.source, one.source.table
    sql = {ours: one.raw.column(theirs) for ours, theirs in source.columns.items()}
    kinds = {column.name: column.kind for column in CONTRACTS[table].columns}
    amounts = [sql[name] for name in sql if kinds.get(name) in ("money", "number")]
    if amounts:
        decimal = find_decimal(connection, amounts, one.raw.delimiter is not None)
        if decimal.value is None:
            one.questions[f"{table}.decimal"] = (f"Which decimal mark? {decimal.reason}.", decimal.choices[0])
        else:
            one.reasons[f"{table}.decimal"] = decimal.reason
            source = replace(source, decimal=decimal.value)
    one.source = _dates(connection, one, source, [sql[name] for name in sql if kinds.get(name) == "time"])
    if table == "orders" and "order_id" in sql and amounts:
        amount = next(sql[name] for name in ("revenue", "quantity", "unit_price", "margin") if name in sql)
        prefix = find_cancelled_prefix(connection, sql["order_id"], amount)
        one.reasons["orders.cancelled_prefix"] = prefix.reason
        one.source = replace(one.source, cancelled_prefix=prefix.value)


def _dates(connection: duckdb.DuckDBPyConnection, one: _Read, source: Source, columns: list[str]) -> Source:
    """Settle how the dates are written: columns of one file that leave it open are read like one that does not."""
    table, place = source.table, f"{source.table}.date_format"
    findings = [find_date_format(connection, column) for column in columns]
    known = dict.fromkeys(form for finding in findings if finding.value for form in finding.value)
    unsure = [finding for finding in findings if not finding.value and not set(finding.choices) & set(known)]
    for column in columns:
        if example := carries_offsets(connection, column):
            one.questions["time_zone"] = (f"Dates carry offsets ({example}): at which place do the days count?", "")
    if unsure and any(finding.choices or not known for finding in unsure):
        choices = " or ".join(unsure[0].choices) or "%d.%m.%Y"
        question = f"How are the dates written: {choices}? {unsure[0].reason}."
        one.questions[place] = (question, unsure[0].choices[0] if unsure[0].choices else "%d.%m.%Y")
    elif known:
        one.reasons[place] = next(finding.reason for finding in findings if finding.value)
        formats = tuple(known)
        return replace(source, table=table, date_format=formats if len(formats) > 1 else formats[0])
    return source


def _ask_for_rates(connection: duckdb.DuckDBPyConnection, one: _Read) -> None:
    if "currency" not in one.source.columns:
        return
    column = one.raw.column(one.source.columns["currency"])
    found = connection.execute(
        f"SELECT upper(trim({column})) AS code, count(*) FROM raw WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC"
    ).fetchmany(6)
    if len(found) > 1:
        listed = ", ".join(f"{code} {rows:,}" for code, rows in found[:5]) + (", …" if len(found) > 5 else "")
        one.notes.append(
            f"{one.source.file.name}, column {one.source.columns['currency']!r}: several currencies (rows: {listed}); "
            'lines in another than the client\'s are set aside, or converted with other_currency = "convert" below '
            "[policies] and a section [rates] (source, as_of, and one line a currency, such as USD = 0.92)."
        )


def _unread_columns(one: _Read, table: str, columns: Mapping[str, str]) -> list[str]:
    items = {item.column for item in one.items} if table == "responses" else set()
    left = [name for name in one.raw.names if name not in columns.values() and name not in items]
    listed = ", ".join(left[:12]) + (", …" if len(left) > 12 else "")
    return [f"{one.source.file.name}: nothing reads {listed}."] if left else []


def _missing_columns(
    table: str, columns: Mapping[str, str], contents: Mapping[str, Content]
) -> dict[str, tuple[str, str]]:
    asked = _ASK if table == "orders" else {n: _which(table, n) for n in CONTRACTS[table].required}
    amounts = {"revenue"} & set(columns) or {"quantity", "unit_price"} <= set(columns)
    lacking = [ours for ours in asked if ours not in columns and not (ours == "revenue" and amounts)]
    lacking = [ours for ours in lacking if table != "responses" or ours != NUMBERED[table]]
    free = [theirs for theirs in contents if theirs not in columns.values()]
    listed = ", ".join(free[:20]) or "none that is not used already"
    example = free[0] if free else "…"
    return {f"{table}.columns.{ours}": (f"{asked[ours]} Left over: {listed}.", example) for ours in lacking}


def _which(table: str, column: str) -> str:
    return f"Which column is {column} ({CONTRACTS[table][column].meaning})?"


def _amount_notes(table: str, columns: Mapping[str, str]) -> list[str]:
    if table != "orders" or "revenue" in columns or not {"quantity", "unit_price"} <= set(columns):
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


def _moneys(table: str) -> set[str]:
    return {column.name for column in CONTRACTS[table].columns if column.kind == "money"}


def _client_name(file: Path) -> str:
    stem = file.name.split(".")[0]
    return re.sub(r"[\s_]+", " ", stem).strip().title() or "Client"


def _in_order(table: str, columns: Mapping[str, str]) -> dict[str, str]:
    names = [column.name for column in CONTRACTS[table].columns]
    places = {name: place for place, name in enumerate(names)}
    return dict(sorted(columns.items(), key=lambda item: places.get(item[0], len(places))))
