"""The row ledger: every row of a client's files, used or set aside with its reason, and the money in each.

What bookkeeping asks of money holds for rows too: used + set aside = all, in exact decimals, rounded only where people
read it. Shown in every lesson that reads a client's own file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.cache import atomic_path
from kamlib.tables.markup import verbatim
from kamlib.tables.spreadsheet import guarded

if TYPE_CHECKING:
    import pandas as pd

USED = "used"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "KRW": "₩"}


@dataclass(frozen=True)
class Entry:
    """Rows of one table with one fate: how many, their money (None where a table has none), how many show no money."""

    table: str
    reason: str
    rows: int
    money: Decimal | None = None
    without_money: int = 0
    first_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class CurrencyMoney:
    """The money of one currency in its own units: all, used, set aside; what was used, in the client's; and the rate.

    `used_converted` is exact; `rate` is None for the client's own currency and for one that was not converted.
    """

    currency: str
    rows: int
    money_in: Decimal
    money_used: Decimal
    money_set_aside: Decimal
    used_converted: Decimal
    rate: Decimal | None = None

    def in_words(self, own: str) -> str:
        """Return the line of this currency, amounts in full.

        >>> CurrencyMoney("USD", 2, Decimal(30), Decimal(20), Decimal(10), Decimal("18.4"), Decimal("0.92")).in_words("EUR")
        '$30.00 in 2 rows = $20.00 used + $10.00 set aside; used at 1 USD = 0.92 EUR: €18.40'
        """
        parts = [shown(amount, self.currency) for amount in (self.money_in, self.money_used, self.money_set_aside)]
        words = f"{parts[0]} in {self.rows:,} {'row' if self.rows == 1 else 'rows'} = {parts[1]} used + {parts[2]} set aside"
        if self.rate is None:
            return words
        at = f"1 {self.currency} = {self.rate:f} {own}"
        return f"{words}; used at {at}: {shown(self.used_converted, own)}"


@dataclass(frozen=True)
class RowLedger:
    """All rows of a client's files by table and reason; the reason "used" is that of the rows that were taken in.

    `totals` holds what was counted before any row was judged, so that `check` compares two counts and not one with
    itself. `files` names the Parquet file of each table's rows that were set aside, and `names` their columns.
    `currencies` has the money of each currency where the orders hold several.
    """

    currency: str
    entries: tuple[Entry, ...]
    totals: tuple[Entry, ...]
    files: Mapping[str, Path] = field(default_factory=dict, repr=False)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    currencies: tuple[CurrencyMoney, ...] = ()

    @property
    def rows_in(self) -> int:
        """All rows of all files."""
        return sum(entry.rows for entry in self.totals)

    @property
    def rows_used(self) -> int:
        """Rows that were taken in."""
        return sum(entry.rows for entry in self.entries if entry.reason == USED)

    @property
    def rows_set_aside(self) -> int:
        """Rows that were not."""
        return sum(entry.rows for entry in self.entries if entry.reason != USED)

    @property
    def has_money(self) -> bool:
        """Whether any table holds money: a survey alone does not."""
        return any(entry.money is not None for entry in self.totals)

    @property
    def money_in(self) -> Decimal:
        """Money of all rows whose money can be read."""
        return exact_sum(entry.money for entry in self.totals)

    @property
    def money_used(self) -> Decimal:
        """Money of the rows that were taken in."""
        return exact_sum(entry.money for entry in self.entries if entry.reason == USED)

    @property
    def money_set_aside(self) -> Decimal:
        """Money, where it can be read, of the rows that were not."""
        return exact_sum(entry.money for entry in self.entries if entry.reason != USED)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were set aside for each reason, over all tables."""
        counts: dict[str, int] = {}
        for entry in self.entries:
            if entry.reason != USED:
                counts[entry.reason] = counts.get(entry.reason, 0) + entry.rows
        return counts

    def check(self) -> None:
        """Raise ValueError unless rows and money used and set aside make up all there were, table by table."""
        for total in self.totals:
            parts = [entry for entry in self.entries if entry.table == total.table]
            rows, money = sum(entry.rows for entry in parts), exact_sum(entry.money for entry in parts)
            if rows != total.rows or money != exact_sum([total.money]):
                raise ValueError(
                    f"{total.table} does not balance: {total.rows:,} rows and {total.money} came in, "
                    f"{rows:,} rows and {money} are accounted for; please report this file."
                )
        for one in self.currencies:
            if one.money_in != exact_sum([one.money_used, one.money_set_aside]):
                raise ValueError(f"{one.currency} does not balance; please report this file.")

    def rows(self, reason: str | None = None, table: str | None = None) -> pd.DataFrame:
        """Return the rows set aside, for one reason or all: row number, reason, money, and the file's own texts.

        The row number is the one a spreadsheet shows. Raises ValueError for a reason or table that there is none of.
        """
        from kamlib.tables.intake.raw import open_reader

        name = self._table(table)
        if reason is not None and reason not in self.reasons:
            known = ", ".join(repr(known) for known in self.reasons) or "none"
            raise ValueError(f"No row was set aside for {reason!r}: the reasons are {known}.")
        with open_reader() as connection:
            query = "SELECT * FROM read_parquet($file) WHERE $reason IS NULL OR reason = $reason ORDER BY row"
            frame = connection.execute(query, {"file": str(self.files[name]), "reason": reason}).df()
        frame.columns = self._headings(name)
        return frame

    def export(self, path: str | Path, table: str | None = None) -> Path:
        """Write the rows set aside to a CSV file that Excel opens as it is, and return its path.

        A text that a spreadsheet would run as a formula gets a leading apostrophe.
        """
        from kamlib.tables.intake.raw import open_reader

        name = self._table(table)
        with open_reader() as connection, atomic_path(path) as temporary:
            found = connection.execute("SELECT * FROM read_parquet(?) ORDER BY row", [str(self.files[name])])
            with temporary.open("w", encoding="utf-8-sig", newline="") as out:
                writer = csv.writer(out)
                writer.writerow([guarded(heading) for heading in self._headings(name)])
                while rows := found.fetchmany(10_000):
                    writer.writerows([_cell(value) for value in row] for row in rows)
        return Path(path)

    def _table(self, table: str | None) -> str:
        if table is None:
            return next(iter(self.files))
        if table not in self.files:
            raise ValueError(f"There is no ledger of {table!r}: the files fed {', '.join(self.files)}.")
        return table

    def _headings(self, table: str) -> list[str]:
        ours = ["row", "reason", "money", "line"]
        return ours + [f"{name} (file)" if name in ours else name for name in self.names[table]]

    def __str__(self) -> str:
        widths = (max(len(entry.reason) for entry in self.entries) + 2, 12, 20)
        lines = []
        for total in self.totals:
            lines.append(f"{total.table}: {total.rows:,} rows" + self._money_words(total))
            for entry in (e for e in self.entries if e.table == total.table):
                money = "" if entry.money is None else f"{shown(entry.money, self.currency):>{widths[2]}}"
                unread = (
                    f"  ({entry.without_money:,} without a readable amount in {self.currency})"
                    if entry.without_money
                    else ""
                )
                lines.append(f"  {entry.reason:<{widths[0]}}{entry.rows:>{widths[1]},}{money}{unread}")
        if self.currencies:
            lines += [
                "by currency, without rows of totals:",
                *(f"  {one.in_words(self.currency)}" for one in self.currencies),
            ]
        return "\n".join(lines)

    def _money_words(self, total: Entry) -> str:
        return "" if total.money is None else f", {shown(total.money, self.currency)}"

    @verbatim
    def _repr_html_(self) -> str:
        right = " style='text-align:right'"
        head = f"<tr><th>table</th><th>what became of it</th><th>rows</th><th>money ({escape(self.currency)})</th>"
        body = ""
        for entry in (*self.entries, *(Entry(t.table, "all", t.rows, t.money, t.without_money) for t in self.totals)):
            money = "" if entry.money is None else escape(shown(entry.money, self.currency))
            unread = f"{entry.without_money:,}" if entry.without_money else ""
            body += (
                f"<tr><td>{escape(entry.table)}</td><td style='text-align:left'>{escape(entry.reason)}</td>"
                f"<td{right}>{entry.rows:,}</td><td{right}>{money}</td><td{right}>{unread}</td></tr>"
            )
        several = "".join(f"<li>{escape(one.in_words(self.currency))}</li>" for one in self.currencies)
        listed = f"<p>By currency, without rows of totals:</p><ul>{several}</ul>" if several else ""
        return f"<table>{head}<th>rows without a readable amount in it</th></tr>{body}</table>{listed}"


def exact_sum(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the amounts with no digit lost, trailing zeros trimmed.

    >>> exact_sum([Decimal("0.10"), None, Decimal("0.20")])
    Decimal('0.3')
    """
    with localcontext() as context:
        context.prec = 76
        return sum((amount for amount in amounts if amount is not None), Decimal(0)).normalize()


def shown(amount: Decimal, currency: str) -> str:
    """Return an amount as people read it: rounded to cents, with its currency.

    >>> shown(Decimal("8911407.904"), "GBP"), shown(Decimal("-3"), "SEK")
    ('£8,911,407.90', '-SEK 3.00')
    """
    mark = _SYMBOLS.get(currency, f"{currency} ")
    return f"{'-' if amount < 0 else ''}{mark}{abs(amount):,.2f}"


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{exact_sum([value]):f}"
    return guarded(value) if isinstance(value, str) else value
