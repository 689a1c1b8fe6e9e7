"""The mapping: which columns of a client's files are which columns of ours, and how their texts are to be read.

It is a TOML file that a person edits, kept for next month's file. Anything it leaves out is found in the file itself,
and where the file leaves it open, intake asks instead of guessing. Used wherever a lesson reads a client's own file.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.questionnaire.items import MappedItem, read_items
from kamlib.tables.intake.rates import Rates, read_rates
from kamlib.tables.policies import CONVERT, Policies, from_answers

EXTRA_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "orders": {
        "account_name": "the customer's name, for the accounts table",
        "region": "the customer's region or country, for the accounts table",
        "currency": "the currency of the line",
    },
    "responses": {"region": "the customer's region or country, for the accounts table"},
}
_SETTINGS = (
    "file",
    "encoding",
    "delimiter",
    "decimal",
    "date_format",
    "sheet",
    "header_row",
    "missing",
    "cancelled_prefix",
    "columns",
    "items",
)
NUMBERED = {"orders": "order_id", "responses": "response_id"}
"""Ids that a file may do without: an account's day is one order, and a row of a sheet one response."""
_DATE_MARKS = "aAbBdHIjmMpSyYfz-%"
_CLIENT = ("name", "currency", "time_zone", "as_of", "pseudonymise", "policies", "rates")


@dataclass(frozen=True)
class Source:
    """One file of the client's that feeds one contract table.

    `columns` maps our column to the file's. `encoding`, `delimiter`, `decimal` and `date_format` are found in the file
    where they are None; `date_format` is one format or several, each "iso", "excel" (day numbers) or as strptime takes
    it. `header_row` counts from 1, as a spreadsheet does. `missing` lists texts that mean "no value" besides the empty
    one; `cancelled_prefix` is how the order ids of cancelled orders begin. `items` are the columns of a questionnaire's
    answers, where one row is a respondent.
    """

    table: str
    file: Path
    columns: Mapping[str, str]
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    date_format: str | tuple[str, ...] | None = None
    sheet: str | None = None
    header_row: int = 1
    missing: tuple[str, ...] = ()
    cancelled_prefix: str | None = None
    items: tuple[MappedItem, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", Path(self.file))
        object.__setattr__(self, "missing", (self.missing,) if isinstance(self.missing, str) else tuple(self.missing))
        if self.table not in CONTRACTS:
            raise ValueError(f"There is no table {self.table!r}: the tables are {', '.join(CONTRACTS)}.")
        if self.decimal not in (None, ".", ","):
            raise ValueError(f"[{self.table}] decimal is {self.decimal!r}: it is '.' or ','.")
        if self.delimiter is not None and len(self.delimiter) != 1:
            raise ValueError(f"[{self.table}] delimiter is {self.delimiter!r}: one character, such as ';' or ','.")
        for one in self.date_formats:
            marks = set(re.findall("%(.)", one))
            if one not in ("iso", "excel") and not (marks & set("dmYybBj") and marks <= set(_DATE_MARKS)):
                raise ValueError(
                    f'[{self.table}] date_format is {one!r}: write "iso", "excel" or a pattern such as "%d.%m.%Y".'
                )
        if self.header_row < 1:
            raise ValueError(f"[{self.table}] header_row is {self.header_row}: the first row is 1.")
        allowed = (*(c.name for c in CONTRACTS[self.table].columns), *EXTRA_COLUMNS.get(self.table, {}))
        for name in self.columns:
            _known(name, allowed, f"[{self.table}.columns]")
        if self.items and self.table != "responses":
            raise ValueError(f"[{self.table}.items] names items of a questionnaire: they belong below [responses].")

    def check(self) -> None:
        """Raise ValueError, in a sentence, unless every column the table needs is mapped."""
        lacking = [name for name in CONTRACTS[self.table].required if name not in self.columns]
        lacking = [name for name in lacking if name != NUMBERED.get(self.table)]
        if self.table == "orders" and {"quantity", "unit_price"} <= set(self.columns):
            lacking = [name for name in lacking if name != "revenue"]
        if lacking:
            hint = " (or quantity and unit_price)" if lacking[0] == "revenue" else ""
            meaning = CONTRACTS[self.table][lacking[0]].meaning
            raise ValueError(
                f"[{self.table}.columns] does not say which column is {lacking[0]}{hint}: add it ({meaning})."
            )

    @property
    def date_formats(self) -> tuple[str, ...]:
        """The date formats as a tuple; empty where they are to be found in the file."""
        if self.date_format is None:
            return ()
        return (self.date_format,) if isinstance(self.date_format, str) else tuple(self.date_format)


@dataclass(frozen=True)
class ClientMapping:
    """All that client.toml says: whose files, in which currency and time zone, as of when, under which policies.

    `as_of` None means the day after the last order used. `rates` converts other currencies, where the policies say so.
    With a `key_file`, names and ids are replaced by keys on the way in, and that file alone knows which is which.
    """

    name: str
    currency: str
    sources: tuple[Source, ...]
    time_zone: str = "UTC"
    as_of: dt.date | None = None
    policies: Policies = field(default_factory=Policies)
    rates: Rates = field(default_factory=Rates)
    key_file: Path | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", tuple(self.sources))
        self._check_rates()
        if not self.sources:
            raise ValueError("The mapping names no table: it needs at least [orders] with its file and columns.")
        tables = [source.table for source in self.sources]
        for table in tables:
            if tables.count(table) > 1:
                raise ValueError(f"The mapping names the table {table!r} twice: one file feeds one table.")
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            raise ValueError(
                f"time_zone is {self.time_zone!r}: write it as a place, such as 'Europe/Berlin', or 'UTC'."
            ) from None

    def _check_rates(self) -> None:
        convert = self.policies.other_currency == CONVERT
        if convert and not self.rates:
            raise ValueError(
                'other_currency = "convert" needs [rates]: each currency = its value in the client\'s own.'
            )
        if self.rates and not convert:
            raise ValueError('[rates] are stated but not used: write other_currency = "convert" below [policies].')
        if self.currency.upper() in self.rates.table:
            raise ValueError(f"[rates] {self.currency.upper()} is the client's own currency and has no rate.")


def _known(name: str, allowed: Iterable[str], where: str) -> None:
    allowed = tuple(allowed)
    if name not in allowed:
        near = difflib.get_close_matches(name, allowed, 1)
        meant = f"; did you mean {near[0]!r}?" if near else f": known are {', '.join(allowed)}."
        raise ValueError(f"{where} does not know {name!r}{meant}")


def read_mapping(path: str | Path) -> ClientMapping:
    """Return what a mapping file says; files are looked for beside it.

    Raises FileNotFoundError or ValueError, each one sentence, when the file is not there, is not TOML, or says what no
    mapping can say.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"There is no mapping file {path}: `kam intake FILE --out {path.name}` proposes one.")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is not a TOML file as it stands: {error}.") from None
    for key in said:
        _known(key, (*_CLIENT, *CONTRACTS), path.name)
    for key in ("name", "currency"):
        if not isinstance(said.get(key), str) or not said[key].strip():
            raise ValueError(f'{path.name} needs {key} = "…" at its head.')
    pseudonymise = said.get("pseudonymise", False)
    if not isinstance(pseudonymise, bool):
        raise ValueError(f"{path.name}: pseudonymise is {pseudonymise!r}: it is true or false.")
    return ClientMapping(
        name=said["name"],
        currency=said["currency"],
        time_zone=_text(said, "time_zone", path.name) or "UTC",
        as_of=_day(said.get("as_of"), path.name),
        policies=from_answers(_section(said, "policies", path.name)),
        rates=read_rates(_section(said, "rates", path.name)),
        key_file=key_file_of(path) if pseudonymise else None,
        sources=tuple(
            _source(table, _section(said, table, path.name), path.parent) for table in CONTRACTS if table in said
        ),
    )


def key_file_of(path: Path) -> Path:
    """Return where the key file of a mapping stands: beside it, never in the cache.

    >>> key_file_of(Path("clients/alpha.toml")).as_posix()
    'clients/alpha.keys'
    """
    return path.with_suffix(".keys")


def _section(said: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    section = said.get(key, {})
    if not isinstance(section, dict):
        raise ValueError(f"{where}: {key} is a section of its own: write [{key}] and its settings below.")
    return section


def _text(said: Mapping[str, Any], key: str, where: str) -> str | None:
    value = said.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{where}: {key} is {value!r}: write it in quotes.")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _day(value: object, where: str) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{where}: as_of is {value!r}: write a day, such as 2024-12-31.") from None


def _source(table: str, said: Mapping[str, Any], folder: Path) -> Source:
    where = f"[{table}]"
    for key in said:
        _known(key, _SETTINGS, where)
    if "file" not in said:
        raise ValueError(f'{where} needs file = "…", the client\'s file.')
    columns = _section(said, "columns", where)
    header_row = said.get("header_row", 1)
    if not isinstance(header_row, int):
        raise ValueError(f"{where} header_row is {header_row!r}: it is a whole number.")
    formats = said.get("date_format")
    source = Source(
        table=table,
        file=folder / str(_text(said, "file", where)),
        columns={ours: str(_text(columns, ours, f"[{table}.columns]")) for ours in columns},
        encoding=_text(said, "encoding", where),
        delimiter=_text(said, "delimiter", where),
        decimal=_text(said, "decimal", where),
        date_format=tuple(map(str, formats)) if isinstance(formats, list) else _text(said, "date_format", where),
        sheet=_text(said, "sheet", where),
        header_row=header_row,
        missing=_texts(said.get("missing", ())),
        cancelled_prefix=_text(said, "cancelled_prefix", where),
        items=read_items(_section(said, "items", where), f"[{table}.items]"),
    )
    source.check()
    return source
