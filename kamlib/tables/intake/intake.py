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

from kamlib.tables.intake import store
from kamlib.tables.intake.joining import joining_notes, rarity_note, refuse_strangers
from kamlib.tables.intake.ledger import CurrencyMoney, Entry, RowLedger, shown
from kamlib.tables.intake.mapping import ClientMapping
from kamlib.tables.intake.opening import check_there
from kamlib.tables.intake.pseudonyms import KeyFile
from kamlib.tables.intake.raw import open_reader
from kamlib.tables.intake.rules import future_limit
from kamlib.tables.intake.settling import extras_of
from kamlib.tables.intake.taking import Taken, derive_accounts, take_source
from kamlib.tables.intake.workroom import workroom
from kamlib.tables.markup import verbatim
from kamlib.tables.policies import Policies


@dataclass(frozen=True)
class Intake:
    """What came in of a client: where each contract table stands, and what was set aside and why.

    `paths` maps each contract table to its clean Parquet file; `findings` are sentences on the rows set aside, each
    with file, column, rows and remedy; `notes` are sentences on what was read with a doubt or a loss; `mapping` is the
    mapping as plain data, for comparing with the next. `keys` marks the key file that names were replaced with.
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
    findings: tuple[str, ...] = ()
    keys: str = ""

    @property
    def pseudonymised(self) -> bool:
        """Whether names and ids are keys that only the client's key file can turn back."""
        return bool(self.keys)

    def in_words(self) -> str:
        """Return all of it as plain text: the ledger, the policies, and what was noticed."""
        ledger = self.ledger
        lines = [
            f"{self.name}, as of {self.as_of.day} {self.as_of:%B %Y}",
            f"{ledger.rows_in:,} rows = {ledger.rows_used:,} used + {ledger.rows_set_aside:,} set aside",
            *([self._balance()] if ledger.has_money else []),
            "",
            str(ledger),
        ]
        if "orders" in self.paths:
            named = f" ({self.policies.preset})" if self.policies.preset else ""
            lines += ["", f"Policies{named}, in the order they apply:"]
            lines += [f"  {sentence}" for sentence in self.policies.in_words()]
        if self.mapping.get("rates"):
            rates = self.mapping["rates"]
            lines += ["", f"Rates, from {rates['source']}, as of {rates['as_of']}"]
        for heading, sentences in (("Set aside, and what to do:", self.findings), ("Noticed:", self.notes)):
            lines += ["", heading, *(f"  {sentence}" for sentence in sentences)] if sentences else []
        return "\n".join(lines)

    def _balance(self) -> str:
        whole, used, aside = (
            shown(amount, self.currency)
            for amount in (self.ledger.money_in, self.ledger.money_used, self.ledger.money_set_aside)
        )
        return f"{whole} = {used} used + {aside} set aside"

    @verbatim
    def _repr_html_(self) -> str:
        ledger = self.ledger
        head = (
            f"<p><b>{escape(self.name)}</b>, as of {self.as_of.day} {self.as_of:%B %Y}: {ledger.rows_in:,} rows = "
            f"{ledger.rows_used:,} used + {ledger.rows_set_aside:,} set aside"
            f"{f'; {escape(self._balance())}' if ledger.has_money else ''}</p>"
        )
        notes = "".join(f"<li>{escape(note)}</li>" for note in (*self.findings, *self.notes))
        policies = self.policies._repr_html_() if "orders" in self.paths else ""
        return head + ledger._repr_html_() + policies + (f"<ul>{notes}</ul>" if notes else "")


def take_in(mapping: ClientMapping) -> Intake:
    """Return the contract tables of a client's files, read now or, unchanged since, from the cache.

    Raises FileNotFoundError or ValueError, one sentence each, where a file cannot be read as the mapping says, leaves
    something open that the mapping must decide, or is another client's than the one kept under this name.
    """
    for source in mapping.sources:
        source.check()
        try:
            check_there(source.file)
        except FileNotFoundError as missing:
            raise FileNotFoundError(f"{missing} Write its place as file = … below [{source.table}].") from None
    keys = _keys_of(mapping)
    mark = store.fingerprint(mapping, keys.mark if keys else "")
    folder = store.client_folder(mark)
    manifest = store.read_json(folder / store.MANIFEST)
    whole = bool(manifest) and all((folder / f"{table}.parquet").is_file() for table in manifest["tables"])
    if not whole or not store.is_current(manifest, mapping, future_limit(mapping)):
        with workroom() as room:
            (room / "intake").mkdir()
            _take_all(mapping, mark, room / "intake", keys)
            refuse_strangers(mapping, room / "intake", keys.mark if keys else "")
            if keys:
                keys.save()  # before the cache: a key without its original would be lost for good
            store.move_in(room / "intake", folder, room / "old")
    store.remember(mapping.name, mark)
    if keys:
        store.forget(mapping.name, but_with_keys=keys.mark)
    return open_intake(mark)


def _keys_of(mapping: ClientMapping) -> KeyFile | None:
    """The key file of a client whose names are replaced; a ValueError where the one it had is lost or another."""
    if mapping.key_file is None:
        return None
    used = [kept["keys"] for kept in store.manifests(mapping.name) if kept.get("keys")]
    name = mapping.key_file.name
    if used and not mapping.key_file.exists():
        raise ValueError(
            f"{name} is not beside the mapping, and {mapping.name} was pseudonymised with it: put it back, or run "
            "kam intake --forget and begin with new keys, under which no customer can be compared with before."
        )
    keys = KeyFile.new(mapping.key_file, mapping.name)
    if used and keys.mark not in used:
        raise ValueError(
            f"{name} is not the key file that {mapping.name} was pseudonymised with before: put that one back, or run "
            "kam intake --forget and begin anew."
        )
    return keys


def previous(taken: Intake) -> Intake | None:
    """Return the client's intake of orders before this one, or None where this is the first that is kept or holds no orders.

    >>> previous(Intake("a client never seen", "EUR", pd.Timestamp("2024-01-31"), {}, RowLedger("EUR", (), ()),
    ...     Policies(), "0")) is None
    True
    """
    before = [one for one in earlier(taken) if "orders" in one.paths and "orders" in taken.paths]
    return before[-1] if before else None


def earlier(*these: Intake) -> list[Intake]:
    """Return all other intakes of the client that are kept and named by the same keys, the newest last."""
    name, keys = these[0].name, these[0].keys
    kept = [one["fingerprint"] for one in store.manifests(name) if one.get("keys", "") == keys]
    return [open_intake(mark) for mark in kept if mark not in {taken.fingerprint for taken in these}]


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
        currencies=tuple(_currency(row) for row in kept.get("currencies", ())),
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
        findings=tuple(kept.get("findings", ())),
        keys=kept.get("keys", ""),
    )


def _take_all(mapping: ClientMapping, mark: str, folder: Path, keys: KeyFile | None) -> None:
    taken: list[Taken] = []
    tables = [source.table for source in mapping.sources]
    naming = _naming_accounts(mapping)
    notes: list[str] = []
    with open_reader(folder.parent) as connection:
        for source in mapping.sources:
            taken += take_source(connection, mapping, source, folder, folder.parent, keys)
            if source.table == naming:
                derive_accounts(connection, extras_of(source), folder)
                notes.append(f"There is no file of accounts: they are those that the {naming} name.")
            if source.table == "orders" and "order_id" not in source.columns:
                notes.append("The orders have no number: the lines of one account on one day count as one order.")
            if source.table == "responses" and "response_id" not in source.columns:
                notes.append("The responses have no number: each is named by its row in the file.")
        notes += joining_notes(connection, mapping, folder)
        if keys is not None and (folder / "accounts.parquet").exists():
            notes += rarity_note(connection, folder)
    if naming:
        tables.append("accounts")
    if any(source.items for source in mapping.sources):
        tables += ["items", "answers"]
    dated = {one.table: one.last_day for one in taken if one.last_day is not None}
    days = [dated["orders"]] if "orders" in dated else list(dated.values())
    after = max(days) + dt.timedelta(days=1) if days else future_limit(mapping)
    currencies = tuple(currency for one in taken for currency in one.currencies)
    entries = tuple(entry for one in taken for entry in one.entries)
    ledger = RowLedger(mapping.currency, entries, tuple(one.total for one in taken), currencies=currencies)
    ledger.check()
    store.write_json(
        folder / store.MANIFEST,
        {
            "fingerprint": mark,
            "keys": keys.mark if keys else "",
            "as_of": (mapping.as_of or after).isoformat(),
            "mapping": store.describe(mapping),
            "tables": tables,
            "names": {one.table: one.names for one in taken},
            "entries": [_row(entry) for entry in ledger.entries],
            "totals": [_row(entry) for entry in ledger.totals],
            "currencies": [_plain(currency) for currency in currencies],
            "findings": [finding for one in taken for finding in one.findings],
            "notes": [*(note for one in taken for note in one.notes), *notes],
            "judged_on": future_limit(mapping).isoformat(),
            "future": sum(one.future for one in taken),
        },
    )


def _naming_accounts(mapping: ClientMapping) -> str:
    """Return the table that says which accounts there are where no file does; nothing where a file does, or none says more
    than their ids."""
    sources = {source.table: source for source in mapping.sources}
    if "accounts" in sources:
        return ""
    if "orders" in sources:
        return "orders"
    asked = sources.get("responses")
    return "responses" if asked and "account_id" in asked.columns and extras_of(asked) else ""


def _row(entry: Entry) -> list[Any]:
    money = None if entry.money is None else str(entry.money)
    return [entry.table, entry.reason, entry.rows, money, entry.without_money, list(entry.first_rows)]


def _entry(row: list[Any]) -> Entry:
    table, reason, rows, money, without, *first = row
    return Entry(table, reason, rows, None if money is None else Decimal(money), without, tuple(*first))


def _plain(one: CurrencyMoney) -> list[Any]:
    amounts = (one.money_in, one.money_used, one.money_set_aside, one.used_converted)
    return [one.currency, one.rows, *map(str, amounts), None if one.rate is None else str(one.rate)]


def _currency(row: list[Any]) -> CurrencyMoney:
    name, rows, total, used, aside, converted, rate = row
    amounts = (Decimal(total), Decimal(used), Decimal(aside), Decimal(converted))
    return CurrencyMoney(name, rows, *amounts, None if rate is None else Decimal(rate))
