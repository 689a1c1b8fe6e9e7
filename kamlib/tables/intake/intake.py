"""A client's files taken in: contract tables as clean Parquet, and the ledger of every row.

This is the only way in for a client's data: everything after it reads the Parquet, so that nothing is parsed, judged or
guessed twice. Used from lesson 00 on by every reader who brings a file of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from kamlib.tables.cache import atomic_path
from kamlib.tables.intake import store
from kamlib.tables.intake.cleaning import future_limit
from kamlib.tables.intake.ledger import Entry, RowLedger, shown
from kamlib.tables.intake.mapping import ClientMapping
from kamlib.tables.intake.opening import check_there
from kamlib.tables.intake.raw import open_reader
from kamlib.tables.intake.settling import extras_of
from kamlib.tables.intake.taking import Taken, derive_accounts, take_source
from kamlib.tables.policies import Policies


@dataclass(frozen=True)
class Intake:
    """What came in of a client: where each contract table stands, and what was set aside and why.

    `paths` maps each contract table to its clean Parquet file; `notes` are sentences on what was read with a doubt or
    a loss; `mapping` is the mapping as plain data, for comparing with the next.
    """

    name: str
    currency: str
    as_of: pd.Timestamp
    paths: Mapping[str, Path]
    ledger: RowLedger = field(repr=False)
    policies: Policies = field(repr=False)
    fingerprint: str
    notes: tuple[str, ...] = ()
    mapping: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def in_words(self) -> str:
        """Return all of it as plain text: the ledger, the policies, and what was noticed."""
        ledger = self.ledger
        lines = [
            f"{self.name}, as of {self.as_of.day} {self.as_of:%B %Y}",
            f"{ledger.rows_in:,} rows = {ledger.rows_used:,} used + {ledger.rows_set_aside:,} set aside",
            f"{shown(ledger.money_in, self.currency)} = {shown(ledger.money_used, self.currency)} used "
            f"+ {shown(ledger.money_set_aside, self.currency)} set aside",
            "",
            str(ledger),
            "",
            f"Policies{f' ({self.policies.preset})' if self.policies.preset else ''}, in the order they apply:",
            *(f"  {sentence}" for sentence in self.policies.in_words()),
        ]
        return "\n".join([*lines, *(["", "Noticed:", *(f"  {note}" for note in self.notes)] if self.notes else [])])

    def _repr_html_(self) -> str:
        ledger = self.ledger
        head = (
            f"<p><b>{escape(self.name)}</b>, as of {self.as_of.day} {self.as_of:%B %Y}: {ledger.rows_in:,} rows = "
            f"{ledger.rows_used:,} used + {ledger.rows_set_aside:,} set aside; "
            f"{escape(shown(ledger.money_in, self.currency))} = {escape(shown(ledger.money_used, self.currency))} used "
            f"+ {escape(shown(ledger.money_set_aside, self.currency))} set aside</p>"
        )
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        return head + ledger._repr_html_() + self.policies._repr_html_() + (f"<ul>{notes}</ul>" if notes else "")


def take_in(mapping: ClientMapping) -> Intake:
    """Return the contract tables of a client's files, read now or, unchanged since, from the cache.

    Raises FileNotFoundError or ValueError, one sentence each, where a file cannot be read as the mapping says or
    leaves something open that the mapping must decide.
    """
    for source in mapping.sources:
        source.check()
        check_there(source.file)
    mark = store.fingerprint(mapping)
    folder = store.client_folder(mark)
    manifest = store.read_json(folder / store.MANIFEST)
    whole = bool(manifest) and all((folder / f"{table}.parquet").is_file() for table in manifest["tables"])
    if not whole or not store.is_current(manifest, mapping, future_limit(mapping)):
        with atomic_path(folder) as temporary:
            temporary.mkdir(parents=True)
            _take_all(mapping, mark, temporary)
    store.remember(mapping.name, mark)
    return open_intake(mark)


def previous(taken: Intake) -> Intake | None:
    """Return the client's intake before this one, or None where this is the first that is kept.

    >>> previous(Intake("a client never seen", "EUR", pd.Timestamp("2024-01-31"), {}, RowLedger("EUR", (), ()),
    ...     Policies(), "0")) is None
    True
    """
    marks = [mark for mark in store.remembered(taken.name) if mark != taken.fingerprint]
    return open_intake(marks[-1]) if marks else None


def open_intake(mark: str) -> Intake:
    """Return the intake kept under a fingerprint; a FileNotFoundError says when there is none."""
    folder = store.client_folder(mark)
    kept = store.read_json(folder / store.MANIFEST)
    if not kept:
        raise FileNotFoundError(f"Nothing is kept under the fingerprint {mark}: take the client's files in again.")
    ledger = RowLedger(
        currency=kept["mapping"]["currency"],
        entries=tuple(_entry(row) for row in kept["entries"]),
        totals=tuple(_entry(row) for row in kept["totals"]),
        files={table: folder / f"set_aside_{table}.parquet" for table in kept["names"]},
        names={table: tuple(names) for table, names in kept["names"].items()},
    )
    return Intake(
        name=kept["mapping"]["name"],
        currency=kept["mapping"]["currency"],
        as_of=pd.Timestamp(kept["as_of"]),
        paths={table: folder / f"{table}.parquet" for table in kept["tables"]},
        ledger=ledger,
        policies=Policies(**kept["mapping"]["policies"]),
        fingerprint=mark,
        notes=tuple(kept["notes"]),
        mapping=kept["mapping"],
    )


def _take_all(mapping: ClientMapping, mark: str, folder: Path) -> None:
    taken: list[Taken] = []
    tables = [source.table for source in mapping.sources]
    notes: list[str] = []
    with open_reader() as connection:
        for source in mapping.sources:
            taken.append(take_source(connection, mapping, source, folder))
            if source.table == "orders" and "accounts" not in tables:
                derive_accounts(connection, extras_of(source), folder)
                notes.append("There is no file of accounts: they are those that the orders name.")
            if source.table == "orders" and "order_id" not in source.columns:
                notes.append("The orders have no number: the lines of one account on one day count as one order.")
        if {"orders", "accounts"} <= set(tables):
            notes += _strangers(connection, folder)
    if "orders" in tables and "accounts" not in tables:
        tables.append("accounts")
    days = [one.last_day for one in taken if one.last_day is not None]
    after = max(days) + dt.timedelta(days=1) if days else future_limit(mapping)
    ledger = RowLedger(mapping.currency, tuple(e for one in taken for e in one.entries), tuple(t.total for t in taken))
    ledger.check()
    store.write_json(
        folder / store.MANIFEST,
        {
            "fingerprint": mark,
            "as_of": (mapping.as_of or after).isoformat(),
            "mapping": store.describe(mapping),
            "tables": tables,
            "names": {one.table: one.names for one in taken},
            "entries": [_row(entry) for entry in ledger.entries],
            "totals": [_row(entry) for entry in ledger.totals],
            "notes": [*(note for one in taken for note in one.notes), *notes],
            "judged_on": future_limit(mapping).isoformat(),
            "future": sum(one.future for one in taken),
        },
    )


def _strangers(connection: Any, folder: Path) -> list[str]:
    orders, accounts = str(folder / "orders.parquet"), str(folder / "accounts.parquet")
    found = connection.execute(
        "SELECT count(DISTINCT account_id) FROM read_parquet($orders) "
        "WHERE account_id NOT IN (SELECT account_id FROM read_parquet($accounts))",
        {"orders": orders, "accounts": accounts},
    ).fetchone()[0]
    return [f"{found:,} accounts have orders but are not in the file of accounts."] if found else []


def _row(entry: Entry) -> list[Any]:
    money = None if entry.money is None else str(entry.money)
    return [entry.table, entry.reason, entry.rows, money, entry.without_money]


def _entry(row: list[Any]) -> Entry:
    table, reason, rows, money, without = row
    return Entry(table, reason, rows, None if money is None else Decimal(money), without)
