"""What was set aside: every rule in words, and how many rows and how much money each one took out.

Only counts and money: the rows themselves may hold what is nobody else's business, and stay with the intake. Used by
the report of every lesson.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kamlib.report.page import Section, bullets, grid, number, paragraph
from kamlib.tables.intake.intake import Intake
from kamlib.tables.intake.ledger import RowLedger, shown


def section(intake: Intake | None) -> Section:
    """Return the section on rows used and set aside."""
    heading = "What was used, and what was set aside"
    if intake is None:
        return Section("set-aside", heading, paragraph("These tables came clean: every row is used."))
    ledger = intake.ledger
    money = ", and so is their money, to the cent" if ledger.has_money else ""
    balance = f"{ledger.rows_in:,} rows came in: {ledger.rows_used:,} are used and {ledger.rows_set_aside:,} set aside{money}."
    heads = ("Table", "What became of the rows", "Rows", f"Money ({intake.currency})", "Rows without a readable amount")
    cells = len(heads) if ledger.has_money else 3
    preset = f" ({intake.policies.preset})" if intake.policies.preset else ""
    rules = paragraph(f"The rules{preset}, in the order in which they apply:") + bullets(intake.policies.in_words())
    body = (
        paragraph(balance)
        + grid(
            heads[:cells],
            (row[:cells] for row in _rows(ledger)),
            "Every row of the files, by what became of it",
            "short",
        )
        + _currencies(intake)
        + (rules if "orders" in intake.paths else "")
        + (paragraph("Noticed while reading:") + bullets(intake.notes) if intake.notes else "")
    )
    return Section("set-aside", heading, body)


def _currencies(intake: Intake) -> str:
    """Return the money of each currency in its own units: what was not converted shows as no money in the table above."""
    ledger, rates = intake.ledger, intake.mapping.get("rates")
    if not ledger.currencies:
        return ""
    told = f"The money above is in {ledger.currency}. Each currency in its own units, rows of totals left out:"
    stated = f"The rates are those of {rates['source']}, as of {rates['as_of']}." if rates else ""
    return paragraph(told) + bullets(one.in_words(ledger.currency) for one in ledger.currencies) + paragraph(stated)


def _rows(ledger: RowLedger) -> Iterator[tuple[str, ...]]:
    for total in ledger.totals:
        parts = [entry for entry in ledger.entries if entry.table == total.table]
        for entry in (*parts, total):
            reason = "all" if entry is total else entry.reason
            yield (
                entry.table,
                reason,
                number(f"{entry.rows:,}"),
                number(_money(entry.money, ledger.currency)),
                number(f"{entry.without_money:,}" if entry.without_money else ""),
            )


def _money(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else shown(amount, currency)
