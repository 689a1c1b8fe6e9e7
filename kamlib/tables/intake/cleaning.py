"""Every row of a file judged once, in SQL: its values as the contract wants them, and the first rule it breaks, if any.

The rules apply in a stated order and a row gets one reason, so that rows and money add up. What to do about an unclean
row is the policies' word alone (`kamlib.tables.policies`); what a table may hold is the contract's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS, SQL_TYPES, Table
from kamlib.tables.intake.currencies import code_sql, converted_sql, mark_sql, rate_sql, unmarked_sql
from kamlib.tables.intake.lexicon import said_for
from kamlib.tables.intake.lines import EMPTY_ROW
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.rules import (
    REPEATED,
    STRUCTURE,
    TEXTS,
    Rule,
    money_sql,
    other_currency_sql,
    present,
    rules_of,
    totals_sql,
    value_of,
)
from kamlib.tables.intake.settling import Settled, extras_of
from kamlib.tables.intake.values import MONEY, id_sql, literal, marked_sql, moment_sql, number_sql, said_sql, text_sql
from kamlib.tables.policies import CONVERT, EXACT, MERGE, SET_ASIDE, UNKNOWN_ACCOUNT, USE

if TYPE_CHECKING:
    import duckdb


def judge(
    connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, source: Source, raw: Raw, settled: Settled
) -> list[Rule]:
    """Create the table `judged` from `raw` and return the rules in their order.

    `judged` has one row a row of `raw` (`place` is its rowid): `row` as a spreadsheet numbers it, the contract's
    columns, the extra ones, `money` in exact decimals of the client's currency, `own_money` in those of the line's
    (`code`), `reason` (NULL: the row is used), and what was read with loss.
    """
    table = CONTRACTS[source.table]
    rules = rules_of(mapping, source, settled)
    cases = " ".join(f"WHEN {rule.condition} THEN {rule.sql()}" for rule in rules)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE judged AS "
        f"SELECT place, row, {', '.join(_final(table, mapping, source, settled))}, "
        f"CASE WHEN problem IS NOT NULL THEN problem WHEN empty THEN {literal(EMPTY_ROW)} {cases} END AS reason, "
        f"{', '.join(_flags(table, settled))} "
        f"FROM (SELECT *, {', '.join(_values(table, mapping, settled))} "
        f"FROM (SELECT {', '.join(_texts(mapping, source, settled, raw))} FROM raw))"
    )
    unique = [
        Rule(f"{c.name} a second time", c.name, column=c.name, remedy="the first row stands: which of them is right?")
        for c in table.columns
        if c.unique and c.name in settled.columns
    ]
    for rule in unique:
        connection.execute(
            f"UPDATE judged SET reason = {literal(rule.reason)} WHERE place IN "
            f"(SELECT place FROM judged WHERE reason IS NULL "
            f"QUALIFY row_number() OVER (PARTITION BY {rule.condition} ORDER BY place) > 1)"
        )
    _find_repeats(connection, raw)
    repeated = Rule(REPEATED, "", remedy='if both are real, write duplicate = "keep" below [policies]')
    if mapping.policies.duplicate == SET_ASIDE:
        connection.execute(
            f"UPDATE judged SET reason = {literal(REPEATED)} "
            "WHERE reason IS NULL AND place IN (SELECT place FROM repeats)"
        )
    _refuse(connection, source, [rule for rule in rules if rule.stop])
    return [*STRUCTURE, *rules, *unique, repeated]


def _texts(mapping: ClientMapping, source: Source, settled: Settled, raw: Raw) -> list[str]:
    wanted = [
        f"rowid AS place, {raw.row} AS row, {raw.problem} AS problem",
        f"coalesce({', '.join(raw.columns)}) IS NULL AS empty",
    ]
    own, ids = mapping.currency.upper(), {c.name for c in CONTRACTS[source.table].columns if c.kind == "id"}
    read = {}
    for ours, column in settled.columns.items():
        text = text_sql(column, source.missing) if ours in settled.padded else marked_sql(column, source.missing)
        if ours in ids and mapping.policies.id_spelling == EXACT:
            text = f"CASE WHEN {text_sql(column)} IS NOT NULL THEN {text} END"  # blanks alone are no id
        text = id_sql(text, ours in settled.floats)
        if ours in ids and mapping.policies.id_spelling == MERGE:
            text = f"upper(regexp_replace({text}, '\\s', '', 'g'))"
        text = said_sql(text, said_for(source.table, ours))
        read[ours] = code_sql(text, own) if ours == "currency" else text
    if settled.priced and "currency" not in read:
        amounts = [read[name] for name in ("revenue", "unit_price") if name in settled.marked]
        read["currency"] = f"coalesce({', '.join(mark_sql(text, own) for text in amounts)}, NULL)"
    if source.table == "orders":
        account, day = settled.columns["account_id"], settled.columns["ordered_at"]
        bare = f"{account} IS NULL OR {day} IS NULL OR NOT regexp_matches({day}, '\\d')"
        wanted.append(f"CASE WHEN {bare} THEN {totals_sql(raw.columns)} ELSE false END AS totals")
    return [*wanted, *(f"{text} AS t_{ours}" for ours, text in read.items())]


def _values(table: Table, mapping: ClientMapping, settled: Settled) -> list[str]:
    values = ["true AS read"]
    own = mapping.currency
    for column in present(table.name, settled):
        text = f"t_{column.name}"
        if column.kind == "time":
            formats = settled.formats.get(column.name, ())
            values.append(f"{moment_sql(text, formats, mapping.time_zone)} AS v_{column.name}")
        elif column.name in settled.marked:
            # The mark beside an amount may not contradict the currency of its line.
            fits = f"coalesce({mark_sql(text, own.upper())} = coalesce(t_currency, {literal(own.upper())}), true)"
            number = number_sql(unmarked_sql(text), settled.decimal, own)
            values.append(f"CASE WHEN {fits} THEN {number} END AS v_{column.name}")
        elif column.kind not in TEXTS:
            plain = column.name not in settled.written
            values.append(f"{number_sql(text, settled.decimal, own, plain)} AS v_{column.name}")
    return values


def _final(table: Table, mapping: ClientMapping, source: Source, settled: Settled) -> list[str]:
    """The contract's columns and the extra ones, under their own names, each with the contract's SQL type."""
    mapped = set(source.columns)
    priced = table.name == "orders" and settled.priced
    convert = priced and mapping.policies.other_currency == CONVERT
    rate = rate_sql("t_currency", mapping.currency, mapping.rates)
    own = money_sql(mapped) if table.name == "orders" else f"CAST(NULL AS {MONEY})"
    money = converted_sql(own, "t_currency", mapping.currency, mapping.rates) if convert else own
    final = []
    for column in table.columns:
        value = value_of(column)
        if table.name == "orders" and column.name == "revenue":
            value = money
        elif table.name == "orders" and column.name == "account_id" and mapping.policies.missing_account == USE:
            value = f"coalesce({value}, {literal(UNKNOWN_ACCOUNT)})"
        elif table.name == "orders" and column.name == "order_id" and column.name not in mapped:
            value = f"coalesce(t_account_id, {literal(UNKNOWN_ACCOUNT)}) || strftime(v_ordered_at, ' %Y-%m-%d')"
        elif table.name == "responses" and column.name == "response_id" and column.name not in mapped:
            value = "CAST(row AS VARCHAR)"
        elif column.name not in mapped:
            continue
        elif column.default is not None:
            value = f"coalesce({value}, {column.default!r})"
        elif convert and column.kind == "money":
            value = f"TRY({value} * {rate})"
        final.append(f"CAST({value} AS {SQL_TYPES[column.kind]}) AS {column.name}")
    final += [f"t_{name} AS extra_{name}" for name in extras_of(source)]
    if priced and not convert:  # amounts of two currencies are never added
        money = f"CASE WHEN {other_currency_sql(mapping)} THEN NULL ELSE {money} END"
    code = f"coalesce(t_currency, {literal(mapping.currency.upper())})" if priced else "NULL"
    return [*final, f"{money} AS money", f"{own} AS own_money", f"{code} AS code"]


def _flags(table: Table, settled: Settled) -> list[str]:
    flags = ["true AS seen"]
    for column in present(table.name, settled):
        if column.kind in TEXTS:
            continue
        text, value = f"t_{column.name}", f"v_{column.name}"
        flags.append(f"({text} IS NOT NULL AND {value} IS NULL) AS unread_{column.name}")
        if column.default is not None:
            flags.append(f"{text} IS NULL AS assumed_{column.name}")
        if column.kind != "time":
            written = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
            rounded = f"coalesce({written} <> CAST({value} AS DOUBLE), false)"
            flags.append(f"CASE WHEN length({text}) > 8 THEN {rounded} ELSE false END AS rounded_{column.name}")
    return flags


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
