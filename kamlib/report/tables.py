"""A company's tables in the report: accounts by name, money with its currency, a short part to read, all to save.

What a reader sees is short and as people write it; what a reader saves is whole, unrounded and guarded, so that no name
in it runs in a spreadsheet. Used by the report of every lesson.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kamlib.figures.house import csv_bytes, percent
from kamlib.figures.house.table import P_VALUES, SAVED_ROWS, cell, p_value
from kamlib.report.page import grid, number, text
from kamlib.tables.company import Company

MOST_ROWS, SHOWN_ROWS, SHOWN_COLUMNS = 12, 8, 8
_MONEY = (
    "revenue",
    "margin",
    "value",
    "gain",
    "net",
    "expected_value",
    "stake",
    "stakes",
    "value_per_hour",
    "service_cost",
    "complexity_cost",
)
_SHARES = re.compile(".*(share|percentile|response|rebuy|new_task|repeat|coverage|rate)|fraction|estimate")
_ENDS = ("low", "high")
"""The ends of an interval are written as what they are the interval of."""


@dataclass(frozen=True)
class Sheets:
    """What makes a company's tables readable: the names of its accounts, and its currency."""

    names: Mapping[str, str]
    currency: str

    def readable(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a table with its index as columns, and beside each account's id its name where that says more."""
        bare = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
        flat = frame.reset_index(drop=True) if bare else frame.reset_index()
        if "account_id" in flat and "account_name" not in flat:
            called = [str(self.names.get(one, one)) for one in flat["account_id"]]
            if called != [str(one) for one in flat["account_id"]]:
                flat.insert(list(flat).index("account_id") + 1, "account_name", called)
        return flat

    def show(self, frame: pd.DataFrame, caption: str, name: str) -> str:
        """Return a table under its caption, its head where it is long, and a link that holds all of it.

        Of accounts, and of a long table, a column that says the same in every row is left to the saved table, and so
        are those after the eighth. `name` is what the saved file is called.
        """
        whole = self.readable(frame)
        short = whole if len(whole) <= MOST_ROWS else whole.head(SHOWN_ROWS)
        if "account_id" in whole or len(whole) > MOST_ROWS:
            told = [column for column in whole if len(whole) < 2 or whole[column].astype(str).nunique() > 1]
            short = short[told[:SHOWN_COLUMNS]]
        of_shares = any(_SHARES.fullmatch(str(column)) for column in whole)
        writers = [_writer(str(column), whole[column], of_shares) for column in short]
        lines = (
            [write(value) for write, value in zip(writers, row, strict=True)]
            for row in short.itertuples(index=False, name=None)
        )
        more = "" if len(short) == len(whole) else f": the first {len(short)} of {len(whole):,}"
        heads = [self._heading(str(column), whole[column]) for column in short]
        kind = "short" if len(short) <= MOST_ROWS else ""
        return grid(heads, lines, f"{caption}{more}", kind) + save(whole, name)

    def _heading(self, column: str, values: pd.Series) -> str:
        words = column.replace("_", " ")
        amounts = pd.api.types.is_numeric_dtype(values) and re.sub("_(before|now)$", "", column) in _MONEY
        written = f"{words} ({self.currency})" if amounts else words
        return number(written) if _is_number(values) else written


def sheets(company: Company) -> Sheets:
    """Return what makes this company's tables readable."""
    accounts = company.get("accounts")
    names = {} if accounts is None else dict(zip(accounts["account_id"], accounts["account_name"], strict=True))
    return Sheets(names, company.currency)


def save(frame: pd.DataFrame, name: str) -> str:
    """Return a link that holds a table as CSV for a spreadsheet; of a very long one its head, saying so."""
    held = base64.b64encode(csv_bytes(frame.head(SAVED_ROWS))).decode()
    rows = f"{len(frame):,} {'row' if len(frame) == 1 else 'rows'}"
    if len(frame) > SAVED_ROWS:
        rows = f"the first {SAVED_ROWS:,} of {rows}"
    return (
        f'<p class="save"><a download="{text(name)}.csv" href="data:text/csv;charset=utf-8;base64,{held}">'
        f"Save these numbers for a spreadsheet (CSV, {rows})</a></p>"
    )


def file_name(*parts: str) -> str:
    """Return a name for a file, whatever the words it is made of hold.

    >>> file_name("2.1", "Cell “champions”: 20%")
    '2_1_cell_champions_20'
    """
    return "_".join(re.findall(r"[a-z0-9]+", " ".join(parts).lower()))[:60] or "table"


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _writer(column: str, values: pd.Series, of_shares: bool) -> Callable[[Any], str]:
    """Return how a column's values are written: shares and their ends as percent, a year as a name, the rest as any cell."""
    if not _is_number(values) or column.endswith("year"):
        return cell
    known = values.dropna().abs()
    share = bool(_SHARES.fullmatch(column) or (of_shares and column in _ENDS)) and (
        known.empty or float(known.max()) <= 10
    )

    written = p_value if column in P_VALUES else cell

    def write(value: Any) -> str:
        if pd.isna(value):
            return number("–")
        return number(percent(float(value), 1) if share else written(value))

    return write
