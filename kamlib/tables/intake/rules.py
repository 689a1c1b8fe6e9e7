"""The rules a row must keep, in the order in which they are asked; the first that it breaks is its reason.

Each rule knows the column it is about and what a person can do, so that every reason comes with a remedy. Whether a
rule sets aside or refuses is the policies' word alone (`kamlib.tables.policies`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kamlib.tables.contracts import CONTRACTS, Column
from kamlib.tables.intake.currencies import converted_sql, rate_sql
from kamlib.tables.intake.lines import BROKEN_QUOTES, EMPTY_ROW, TOO_FEW, TOO_MANY
from kamlib.tables.intake.mapping import ClientMapping, Source
from kamlib.tables.intake.settling import Settled
from kamlib.tables.intake.values import MONEY, literal
from kamlib.tables.policies import CONVERT, SET_ASIDE, STOP, USE

TEXTS = ("id", "name", "text")
REPEATED = "repeats an earlier line"
TOTALS_ROW = "row of totals"
NO_RATE = "no rate for "
_TOTALS = (
    "(grand |sub|sub-)?totals?|sum|summe|gesamt(summe|betrag)?|zwischensumme|total general|totaux|somme|totale|"
    "subtotale|totaal|suma|razem|합계|총계|总计|合计"
)
_MONEYS = "euros?|eur|usd|gbp|chf|krw|jpy|cny|sek|nok|dkk|pln|czk|huf|cad|aud"


@dataclass(frozen=True)
class Rule:
    """One way to be unclean: the reason in words, its condition in SQL, and whether the file is refused for it.

    `column` is the column of ours that it is about, `remedy` what a person can do. `spelled` is SQL for the reason
    where it depends on the row; it then begins with `reason`.
    """

    reason: str
    condition: str
    stop: bool = False
    column: str = ""
    remedy: str = ""
    spelled: str = ""

    def sql(self) -> str:
        """Return SQL for the reason in words."""
        return self.spelled or literal(self.reason)


STRUCTURE = (
    Rule(BROKEN_QUOTES, "", remedy="a quotation mark is opened and never closed; mend the line, or ask for the file"),
    Rule(TOO_FEW, "", remedy="the line is shorter than the header; mend it, or ask for the file again"),
    Rule(TOO_MANY, "", remedy="a field holds the delimiter without quotation marks; mend the line, or ask for Excel"),
    Rule(EMPTY_ROW, "", remedy="nothing is lost: there is nothing in it"),
)

_TOTALS_RULE = Rule(TOTALS_ROW, "totals", remedy="nothing is lost: it adds up other rows and is no order of its own")


def rule_of(reason: str, rules: Iterable[Rule]) -> Rule:
    """Return the rule that gave a reason; one that nobody knows is a rule without a remedy.

    >>> rule_of("no rate for CHF", [Rule("no rate for ", "", spelled="t_currency")]).reason
    'no rate for '
    """
    rules = tuple(rules)
    exact = (rule for rule in rules if rule.reason == reason)
    begun = (rule for rule in rules if rule.spelled and reason.startswith(rule.reason))
    return next(exact, None) or next(begun, None) or Rule(reason, "")


def future_limit(mapping: ClientMapping) -> dt.date:
    """Return the last day that is not in the future: the as-of date, or today at the client's."""
    return mapping.as_of or dt.datetime.now(ZoneInfo(mapping.time_zone)).date()


def present(table: str, settled: Settled) -> list[Column]:
    """Return the contract's columns that the file has."""
    return [column for column in CONTRACTS[table].columns if column.name in settled.columns]


def value_of(column: Column) -> str:
    """Return the SQL name of a column's value, as the rules see it."""
    return f"{'t' if column.kind in TEXTS else 'v'}_{column.name}"


def money_sql(columns: Iterable[str]) -> str:
    """Return SQL for the money of an order line: what the file says, else quantity times price, in exact decimals."""
    columns = set(columns)
    parts = [f"CAST(v_revenue AS {MONEY})"] if "revenue" in columns else []
    if {"quantity", "unit_price"} <= columns:
        parts.append(f"CAST(v_quantity * v_unit_price AS {MONEY})")
    return f"coalesce({', '.join(parts)}, NULL)" if parts else f"CAST(NULL AS {MONEY})"


def other_currency_sql(mapping: ClientMapping) -> str:
    """Return SQL for whether a line is in a currency other than the client's."""
    return f"coalesce(t_currency <> {literal(mapping.currency.upper())}, false)"


def rules_of(mapping: ClientMapping, source: Source, settled: Settled) -> list[Rule]:
    """Return the rules for the rows of one file, in their order."""
    table = CONTRACTS[source.table]
    rules: list[Rule] = [_TOTALS_RULE] if table.name == "orders" else []
    for column in present(table.name, settled):
        value = value_of(column)
        if column.kind == "time" and column.required and not column.missing:
            rules += _date_rules(mapping, column)
        elif table.name == "orders" and column.name == "account_id":
            if mapping.policies.missing_account == SET_ASIDE:
                remedy = 'fill the customer in, or write missing_account = "use" to count such lines as one account'
                rules.append(Rule("no account", f"{value} IS NULL", column="account_id", remedy=remedy))
        elif table.name == "orders" and column.name == "revenue":
            continue
        elif column.default is not None:
            unread = f"t_{column.name} IS NOT NULL AND {value} IS NULL"
            rules.append(
                Rule(f"{column.name} not readable", unread, column=column.name, remedy="correct it, and save again")
            )
        elif not column.missing:
            words = f"no {column.name}" if column.kind in TEXTS else f"{column.name} missing or not readable"
            rules.append(Rule(words, f"{value} IS NULL", column=column.name, remedy="fill it in, and save again"))
        rules += _range_rules(column, value)
    return rules + (_order_rules(mapping, source, settled) if table.name == "orders" else [])


def totals_sql(columns: Iterable[str]) -> str:
    """Return SQL for whether one of these columns of `raw` says only that it is a total, with its number or currency."""
    said = (
        f"regexp_full_match(lower(trim({column})), '\\W*({_TOTALS})[\\W\\d]*({_MONEYS})?[\\W\\d]*')"
        for column in columns
    )
    return f"coalesce({', '.join(f'nullif({one}, false)' for one in said)}, false)"


def _date_rules(mapping: ClientMapping, column: Column) -> list[Rule]:
    policies, value = mapping.policies, value_of(column)
    refused = policies.unreadable_date == STOP
    none = f"{value} < TIMESTAMP '1901-01-01' OR {value} = TIMESTAMP '1970-01-01'"
    rules = [
        Rule(
            "date missing or not readable",
            f"{value} IS NULL",
            refused,
            column.name,
            "mend the date, or name how it is written in date_format",
        ),
        Rule(
            "date that stands for none", none, refused, column.name, "ask for the true day: systems write 1900 or 1970"
        ),
    ]
    if policies.future_date != USE and not column.ahead:
        tomorrow = future_limit(mapping) + dt.timedelta(days=1)
        future = f"{value} >= TIMESTAMP '{tomorrow.isoformat()}'"
        remedy = 'are day and month the right way round in date_format? If they are planned: future_date = "use"'
        rules.append(Rule("date in the future", future, policies.future_date == STOP, column.name, remedy))
    return rules


def _range_rules(column: Column, value: str) -> list[Rule]:
    rules = []
    remedy = "correct it, and save again"
    if column.kind == "whole":
        rules.append(
            Rule(f"{column.name} is no whole number", f"{value} <> floor({value})", column=column.name, remedy=remedy)
        )
    if column.least is not None or column.most is not None or column.values:
        words, condition = f"{column.name} not {_range(column)}", _out_of_range(column, value)
        rules.append(Rule(words, condition, column=column.name, remedy=remedy))
    return rules


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


def _order_rules(mapping: ClientMapping, source: Source, settled: Settled) -> list[Rule]:
    policies, mapped = mapping.policies, set(source.columns)
    amount = "revenue" if "revenue" in mapped else "unit_price"
    said = "v_revenue" if "revenue" in mapped else money_sql(mapped)
    remedy = "write a number into the file, or mend the decimal mark in the mapping"
    words = "amount missing or not readable"
    rules = [Rule(words, f"{said} IS NULL", policies.missing_amount == STOP, amount, remedy)]
    if settled.priced:
        rules += _currency_rules(mapping, mapped)
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
        rules.append(
            Rule("cancelled order", cancelled, column="order_id", remedy=_to_use("cancellation", "net revenue"))
        )
    if policies.refund == SET_ASIDE:
        condition = f"{negative} AND NOT {cancelled}"
        rules.append(Rule("refund", condition, column=amount, remedy=_to_use("refund", "net revenue")))
    if price and policies.negative_price == SET_ASIDE:
        remedy = _to_use("negative_price", "them as discounts")
        rules.append(Rule("price below zero", "v_unit_price < 0", column="unit_price", remedy=remedy))
    if policies.zero_price == SET_ASIDE:
        zero = " OR ".join(f"{name} = 0" for name in (*price, *amounts))
        remedy = _to_use("zero_price", "them as orders that bring nothing")
        rules.append(Rule("price, quantity or amount of zero", f"({zero})", column=amount, remedy=remedy))
    return rules


def _to_use(question: str, what: str) -> str:
    return f'to count {what}: {question} = "use" below [policies]'


def _currency_rules(mapping: ClientMapping, mapped: set[str]) -> list[Rule]:
    own, policy = mapping.currency.upper(), mapping.policies.other_currency
    other = other_currency_sql(mapping)
    if policy != CONVERT:
        remedy = f'to count them in {own}: other_currency = "convert" below [policies], and their rates below [rates]'
        return [Rule("another currency", other, policy == STOP, "currency", remedy)]
    rateless = f"{rate_sql('t_currency', own, mapping.rates)} IS NULL"
    strange = f"{rateless} AND NOT regexp_full_match(t_currency, '[A-Z]{{3}}')"
    too_large = f"{converted_sql(money_sql(mapped), 't_currency', own, mapping.rates)} IS NULL"
    return [
        Rule("currency not readable", strange, column="currency", remedy="write it as three capitals, such as USD"),
        Rule(
            NO_RATE,
            rateless,
            column="currency",
            remedy="state its rate below [rates]",
            spelled=f"{literal(NO_RATE)} || t_currency",
        ),
        Rule("amount too large to convert", too_large, column="revenue", remedy="see whether it is right"),
    ]
