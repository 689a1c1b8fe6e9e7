"""What changed since the client's last intake: the data, the definition, and the customers, each with its money.

Figures move for three reasons, and a reader who cannot tell them apart will explain a changed rule with the market.
Used by the report of every lesson on next month's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kamlib.figures.house import counted, money
from kamlib.report.cover import in_words
from kamlib.report.movement import DAYS, Movement, movement, year_of
from kamlib.report.page import Section, bullets, grid, paragraph
from kamlib.report.tables import Sheets
from kamlib.tables.intake.comparing import Comparison, compare
from kamlib.tables.intake.intake import Intake, previous

_PLACE, _HEADING = "changes", "What changed since the last intake"


def section(intake: Intake | None, sheets: Sheets) -> Section | None:
    """Return the section against the client's last intake, or None where this is the first."""
    before = None if intake is None else previous(intake)
    if intake is None or before is None:
        return None
    try:
        found = compare(intake, before)
    except ValueError as refused:
        return Section(_PLACE, _HEADING, paragraph(refused))
    if found.partly:
        return Section(_PLACE, _HEADING, paragraph(f"What changed is not told here. {found.partly}"))
    sheets = replace(sheets, names={**_names_in(before), **sheets.names})
    moved = movement(year_of(before.paths["orders"], before.as_of), year_of(intake.paths["orders"], intake.as_of))
    against = f"Against the intake as of {in_words(before.as_of)}, on the data of fingerprint {before.fingerprint}."
    return Section(
        _PLACE,
        _HEADING,
        paragraph(against),
        (
            Section("changes-data", "The data", _data(found, sheets)),
            Section("changes-definition", "The definition", _definition(found, before, intake)),
            Section("changes-customers", "The customers", _customers(moved, before, intake, sheets)),
        ),
    )


def _names_in(intake: Intake) -> dict[str, str]:
    """Return the names of an intake's accounts: who has gone is in the earlier file alone."""
    from kamlib.tables.engine import connect

    if "accounts" not in intake.paths:
        return {}
    with connect() as connection:
        file = str(intake.paths["accounts"])
        return dict(connection.execute("SELECT account_id, account_name FROM read_parquet(?)", [file]).fetchall())


def _data(found: Comparison, sheets: Sheets) -> str:
    changed = found.changed_orders
    said = [
        f"Order lines used: {found.rows[0]:,} before, {found.rows[1]:,} now.",
        f"Revenue used: {money(float(found.money[0]), found.currency)} before, "
        f"{money(float(found.money[1]), found.currency)} now.",
        f"Period: {found.period[0]} before, {found.period[1]} now.",
        f"Accounts in the file for the first time: {len(found.new_accounts):,}; no longer in it: "
        f"{len(found.gone_accounts):,}.",
    ]
    if changed.empty:
        return bullets([*said, "No order of the period that both share has other figures than before."])
    gap = float(changed["revenue_now"].fillna(0).sum() - changed["revenue_before"].fillna(0).sum())
    few, have = ("order", "has") if len(changed) == 1 else ("orders", "have")
    said.append(
        f"{len(changed):,} {few} of the period that both share {have} other figures than before; together revenue there "
        f"is {money(gap, found.currency)} different. Closed months were written anew: ask why."
    )
    # What did not change is left out, and money stands first: a reader sees eight columns.
    pairs = [
        pair for pair in ("revenue", "lines", "day") if (changed[f"{pair}_before"] != changed[f"{pair}_now"]).any()
    ]
    told = ["order_id", "account_id", *(f"{pair}_{when}" for pair in pairs for when in ("before", "now"))]
    return bullets(said) + sheets.show(changed[told], "Orders with other figures than before", "orders_changed")


def _definition(found: Comparison, before: Intake, now: Intake) -> str:
    rows = [(place, _said(before.mapping, place), _said(now.mapping, place)) for place in found.mapping]
    rows = [row for row in rows if row[1] != row[2]]
    if not rows:
        return paragraph("Columns and rules are the same: what moved, moved in the data.")
    warned = "Some of the difference below is ours, not the customers': columns or rules were changed."
    return paragraph(warned) + grid(
        ("Setting", "Before", "Now"), rows, "What is defined otherwise than before", "short"
    )


def _said(mapping: Mapping[str, Any], place: str) -> str:
    """Return what a mapping says at a place such as "policies.refund" or "orders.columns.revenue"."""
    sources = {source["table"]: source for source in mapping.get("sources", ())}
    found: Any = {**sources, **mapping}
    for step in place.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return (
        "not set" if found in (None, [], "") else ", ".join(map(str, found)) if isinstance(found, list) else str(found)
    )


def _customers(moved: Movement, before: Intake, now: Intake, sheets: Sheets) -> str:
    asked = (
        f"Who ordered in the {DAYS} days up to {in_words(before.as_of)}, and who in the {DAYS} days up to "
        f"{in_words(now.as_of)}? Revenue is that of those days."
    )
    groups = (
        ("new", "New", moved.new, "revenue_now", "bring {} now"),
        ("silent", "Gone silent", moved.silent, "revenue_before", "brought {} before"),
        ("returned", "Returned", moved.returned, "revenue_now", "bring {} now"),
    )
    said, tables = [], ""
    for name, title, accounts, column, words in groups:
        brought = words.format(money(float(accounts[column].sum()), now.currency))
        said.append(f"{title}: {counted(len(accounts))}" + (f"; they {brought}." if len(accounts) else "."))
        if len(accounts):
            tables += sheets.show(accounts, title, f"customers_{name}")
    up, down = int((moved.moved["places"] > 0).sum()), int((moved.moved["places"] < 0).sum())
    said.append(f"Moved in rank by a tenth of all ranks or more: {up:,} up, {down:,} down.")
    if len(moved.moved):
        tables += sheets.show(moved.moved, "Moved in rank, most money first", "customers_moved")
    return paragraph(asked) + bullets(said) + tables
