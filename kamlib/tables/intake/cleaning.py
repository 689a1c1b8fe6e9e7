"""Every row of a file judged once, in SQL: its values as the contract wants them, and the first rule it breaks, if any.

The rules apply in a stated order and a row gets one reason, so that rows and money add up. What to do about an unclean
row is the policies' word alone (`kamlib.tables.policies`); what a table may hold is the contract's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kamlib.tables.contracts import CONTRACTS, SQL_TYPES, Column, Table
from kamlib.tables.intake.lines import EMPTY_ROW
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.settling import Settled, extras_of
from kamlib.tables.intake.values import MONEY, id_sql, literal, marked_sql, moment_sql, number_sql, text_sql
from kamlib.tables.policies import SET_ASIDE, STOP, UNKNOWN_ACCOUNT, USE

if TYPE_CHECKING:
    import duckdb

_TEXTS = ("id", "name", "text")
REPEATED = "repeats an earlier line"


@dataclass(frozen=True)
class Rule:
    """One way to be unclean: the reason in words, its condition in SQL, and whether the file is refused for it."""

    reason: str
    condition: str
    stop: bool = False


def future_limit(mapping: ClientMapping) -> dt.date:
    """Return the last day that is not in the future: the as-of date, or today at the client's."""
    return mapping.as_of or dt.datetime.now(ZoneInfo(mapping.time_zone)).date()


def judge(
    connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, source: Source, raw: Raw, settled: Settled
) -> list[str]:
    """Create the table `judged` from `raw` and return the reasons in the order of their rules.

    `judged` has one row a row of `raw` (`place` is its rowid): `row` as a spreadsheet numbers it, the contract's
    columns, the extra ones, `money` in exact decimals, `reason` (NULL: the row is used), and what was read with loss.
    """
    table = CONTRACTS[source.table]
    rules = _rules(mapping, source, settled)
    cases = " ".join(f"WHEN {rule.condition} THEN {literal(rule.reason)}" for rule in rules)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE judged AS "
        f"SELECT place, row, {', '.join(_final(table, mapping, source))}, "
        f"CASE WHEN problem IS NOT NULL THEN problem WHEN empty THEN {literal(EMPTY_ROW)} {cases} END AS reason, "
        f"{', '.join(_flags(table, settled))} "
        f"FROM (SELECT *, {', '.join(_values(table, mapping, settled))} "
        f"FROM (SELECT {', '.join(_texts(source, settled, raw))} FROM raw))"
    )
    repeated = Rule(REPEATED, "", False)
    unique = [Rule(f"{c.name} a second time", c.name) for c in table.columns if c.unique and c.name in settled.columns]
    for rule in unique:
        connection.execute(
            f"UPDATE judged SET reason = {literal(rule.reason)} WHERE place IN "
            f"(SELECT place FROM judged WHERE reason IS NULL "
            f"QUALIFY row_number() OVER (PARTITION BY {rule.condition} ORDER BY place) > 1)"
        )
    _find_repeats(connection, raw)
    if mapping.policies.duplicate == SET_ASIDE:
        connection.execute(
            f"UPDATE judged SET reason = {literal(REPEATED)} "
            "WHERE reason IS NULL AND place IN (SELECT place FROM repeats)"
        )
    _refuse(connection, source, [rule for rule in rules if rule.stop])
    return [rule.reason for rule in (*rules, *unique, repeated)]


def _texts(source: Source, settled: Settled, raw: Raw) -> list[str]:
    wanted = [
        f"rowid AS place, {raw.row} AS row, {raw.problem} AS problem",
        f"coalesce({', '.join(raw.columns)}) IS NULL",
    ]
    wanted[1] += " AS empty"
    for ours, column in settled.columns.items():
        text = text_sql(column, source.missing) if ours in settled.padded else marked_sql(column, source.missing)
        wanted.append(f"{id_sql(text, ours in settled.floats)} AS t_{ours}")
    return wanted


def _values(table: Table, mapping: ClientMapping, settled: Settled) -> list[str]:
    values = ["true AS read"]
    for column in _present(table, settled):
        text = f"t_{column.name}"
        if column.kind == "time":
            values.append(f"{moment_sql(text, settled.formats, mapping.time_zone)} AS v_{column.name}")
        elif column.kind not in _TEXTS:
            plain = column.name not in settled.written
            number = number_sql(text, settled.decimal, mapping.currency, plain)
            values.append(f"{number} AS v_{column.name}")
    return values


def _present(table: Table, settled: Settled) -> list[Column]:
    return [column for column in table.columns if column.name in settled.columns]


def _value(column: Column) -> str:
    return f"{'t' if column.kind in _TEXTS else 'v'}_{column.name}"


def money_sql(columns: tuple[str, ...]) -> str:
    """Return SQL for the money of an order line: what the file says, else quantity times price, in exact decimals."""
    parts = [f"CAST(v_revenue AS {MONEY})"] if "revenue" in columns else []
    if {"quantity", "unit_price"} <= set(columns):
        parts.append(f"CAST(v_quantity * v_unit_price AS {MONEY})")
    return f"coalesce({', '.join(parts)}, NULL)" if parts else f"CAST(NULL AS {MONEY})"


def _final(table: Table, mapping: ClientMapping, source: Source) -> list[str]:
    """The contract's columns and the extra ones, under their own names, each with the contract's SQL type."""
    mapped = tuple(source.columns)
    final = []
    for column in table.columns:
        value = _value(column)
        if table.name == "orders" and column.name == "revenue":
            value = money_sql(mapped)
        elif table.name == "orders" and column.name == "account_id" and mapping.policies.missing_account == USE:
            value = f"coalesce({value}, {literal(UNKNOWN_ACCOUNT)})"
        elif table.name == "orders" and column.name == "order_id" and column.name not in mapped:
            value = f"coalesce(t_account_id, {literal(UNKNOWN_ACCOUNT)}) || strftime(v_ordered_at, ' %Y-%m-%d')"
        elif column.name not in mapped:
            continue
        final.append(f"CAST({value} AS {SQL_TYPES[column.kind]}) AS {column.name}")
    final += [f"t_{name} AS extra_{name}" for name in extras_of(source)]
    money = money_sql(mapped) if table.name == "orders" else f"CAST(NULL AS {MONEY})"
    if table.name == "orders" and "currency" in mapped:  # amounts of two currencies are never added
        money = f"CASE WHEN {_other_currency(mapping)} THEN NULL ELSE {money} END"
    return [*final, f"{money} AS money"]


def _other_currency(mapping: ClientMapping) -> str:
    return f"coalesce(upper(t_currency) <> {literal(mapping.currency.upper())}, false)"


def _flags(table: Table, settled: Settled) -> list[str]:
    flags = ["true AS seen"]
    for column in _present(table, settled):
        if column.kind in _TEXTS:
            continue
        text, value = f"t_{column.name}", f"v_{column.name}"
        flags.append(f"({text} IS NOT NULL AND {value} IS NULL) AS unread_{column.name}")
        if column.kind != "time":
            written = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
            rounded = f"coalesce({written} <> CAST({value} AS DOUBLE), false)"
            flags.append(f"CASE WHEN length({text}) > 8 THEN {rounded} ELSE false END AS rounded_{column.name}")
    return flags


def _rules(mapping: ClientMapping, source: Source, settled: Settled) -> list[Rule]:
    table, policies = CONTRACTS[source.table], mapping.policies
    rules: list[Rule] = []
    for column in _present(table, settled):
        value = _value(column)
        if column.kind == "time" and column.required and not column.missing:
            tomorrow = future_limit(mapping) + dt.timedelta(days=1)
            rules.append(
                Rule("date missing or not readable", f"{value} IS NULL", policies.unreadable_date == STOP),
            )
            if policies.future_date != USE:
                future = f"{value} >= TIMESTAMP '{tomorrow.isoformat()}'"
                rules.append(Rule("date in the future", future, policies.future_date == STOP))
        elif table.name == "orders" and column.name == "account_id":
            if policies.missing_account == SET_ASIDE:
                rules.append(Rule("no account", f"{value} IS NULL"))
        elif table.name == "orders" and column.name == "revenue":
            continue
        elif not column.missing:
            words = f"no {column.name}" if column.kind in _TEXTS else f"{column.name} missing or not readable"
            rules.append(Rule(words, f"{value} IS NULL"))
        if column.kind == "whole":
            rules.append(Rule(f"{column.name} is no whole number", f"{value} <> floor({value})"))
        if column.least is not None or column.most is not None or column.values:
            rules.append(Rule(f"{column.name} not {_range(column)}", _out_of_range(column, value)))
    return rules + (_order_rules(mapping, source) if table.name == "orders" else [])


def _range(column: Column) -> str:
    words = [f"at least {column.least:g}"] if column.least is not None else []
    words += [f"at most {column.most:g}"] if column.most is not None else []
    words += ["one of " + ", ".join(column.values)] if column.values else []
    return " and ".join(words)


def _out_of_range(column: Column, value: str) -> str:
    parts = [f"{value} < {column.least!r}"] if column.least is not None else []
    parts += [f"{value} > {column.most!r}"] if column.most is not None else []
    parts += [f"{value} NOT IN ({', '.join(map(literal, column.values))})"] if column.values else []
    return f"({' OR '.join(parts)})"


def _order_rules(mapping: ClientMapping, source: Source) -> list[Rule]:
    policies, mapped = mapping.policies, set(source.columns)
    money = money_sql(tuple(source.columns))
    missing = f"{'v_revenue' if 'revenue' in mapped else money} IS NULL"
    rules = [Rule("amount missing or not readable", missing, policies.missing_amount == STOP)]
    if "currency" in mapped:
        rules.append(Rule("another currency", _other_currency(mapping), policies.other_currency == STOP))
    cancelled = "false"
    if source.cancelled_prefix and "order_id" in mapped:
        cancelled = f"starts_with(t_order_id, {literal(source.cancelled_prefix)})"
    amounts = [f"v_{name}" for name in ("quantity", "revenue") if name in mapped]
    price = ["v_unit_price"] if "unit_price" in mapped else []
    # A price below zero makes the amount negative too: that is its own question, not a refund.
    negative = f"({' OR '.join(f'{name} < 0' for name in amounts)})"
    if price and "quantity" in mapped:
        negative = f"({negative} AND NOT coalesce(v_quantity >= 0 AND v_unit_price < 0, false))"
    if policies.cancellation == SET_ASIDE:
        rules.append(Rule("cancelled order", cancelled))
    if policies.refund == SET_ASIDE:
        rules.append(Rule("refund", f"{negative} AND NOT {cancelled}"))
    if price and policies.negative_price == SET_ASIDE:
        rules.append(Rule("price below zero", "v_unit_price < 0"))
    if policies.zero_price == SET_ASIDE:
        zero = " OR ".join(f"{name} = 0" for name in (*price, *amounts))
        rules.append(Rule("price, quantity or amount of zero", f"({zero})"))
    return rules


def _find_repeats(connection: duckdb.DuckDBPyConnection, raw: Raw) -> None:
    # Hashes find the few candidates; the texts themselves decide, so that two different lines are never called equal.
    columns = ", ".join(raw.columns)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE repeats AS "
        f"WITH hashed AS (SELECT rowid AS place, hash({columns}) AS h FROM raw WHERE {raw.problem} IS NULL), "
        "twice AS (SELECT h FROM hashed GROUP BY h HAVING count(*) > 1) "
        f"SELECT place FROM (SELECT rowid AS place, row_number() OVER (PARTITION BY {columns} ORDER BY rowid) AS nth "
        "FROM raw WHERE rowid IN (SELECT place FROM hashed JOIN twice USING (h))) WHERE nth > 1"
    )


def _refuse(connection: duckdb.DuckDBPyConnection, source: Source, rules: list[Rule]) -> None:
    for rule in rules:
        found = connection.execute("SELECT count(*), min(row) FROM judged WHERE reason = ?", [rule.reason]).fetchone()
        if found and found[0]:
            raise ValueError(
                f"{source.file.name} is refused, as the policies say: {rule.reason} in {found[0]:,} rows, "
                f"the first of them row {found[1]:,}."
            )
