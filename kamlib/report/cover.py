"""The cover: whose report it is, what it asks, and on exactly which data it stands. Used by the report of every lesson."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from kamlib import __version__
from kamlib.figures.house import money
from kamlib.report.lesson import Lesson
from kamlib.report.page import facts, text
from kamlib.tables.company import Company
from kamlib.tables.intake.ledger import USED, exact_sum, shown
from kamlib.tables.intake.rules import TOTALS_ROW


def cover(company: Company, lesson: Lesson, today: dt.date) -> str:
    """Return the report's first page."""
    return (
        '<header class="cover"><p class="kind">Customer report</p>'
        f"<h1><bdi>{text(company.name)}</bdi></h1><p class='question'><b>{text(lesson.title)}</b></p>"
        f"<p class='question'>For whoever decides: {text(lesson.question)}</p>{facts(standing(company, today))}</header>"
    )


def standing(company: Company, today: dt.date) -> Mapping[str, str]:
    """Return what the report stands on: period, as-of date, counts, currency, money, files, fingerprint and dates."""
    said = {"Date of this report": in_words(today), "Looked at as of": in_words(company.as_of)}
    if company.has("orders"):
        orders = company.orders
        days = orders["ordered_at"]
        ordered, listed = orders["account_id"].nunique(), len(company.or_empty("accounts"))
        known = f" ({listed:,} in the list of accounts)" if listed > ordered else ""
        said |= {
            "Period of the orders": f"{in_words(days.min())} to {in_words(days.max())}" if len(orders) else "no orders",
            "Accounts that ordered": f"{ordered:,}{known}",
            "Orders, order lines": f"{orders['order_id'].nunique():,}, {len(orders):,}",
        }
    said |= {"Currency": company.currency} if has_money(company) else {}
    said |= {**_money(company), **_files(company)}
    return said | {"Fingerprint of the data": fingerprint(company), "Made with": f"kamlib {__version__}"}


def in_words(day: dt.date | pd.Timestamp) -> str:
    """Return a day as people write it.

    >>> in_words(dt.date(2025, 3, 1))
    '1 March 2025'
    """
    return f"{day.day} {day:%B %Y}"


def fingerprint(company: Company) -> str:
    """Return what tells these data from all others: the intake's own mark, else one of the tables' contents."""
    if company.intake is not None:
        return company.intake.fingerprint
    marks = hashlib.sha256()
    for name in company.tables:
        frame = company.or_empty(name)
        marks.update(f"{name} {list(frame)}".encode())
        marks.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return marks.hexdigest()[:32]


def has_money(company: Company) -> bool:
    """Return whether the company's files hold money; a client's survey alone does not."""
    return company.intake is None or company.intake.ledger.has_money


def _money(company: Company) -> dict[str, str]:
    """Return the orders' money in, used and set aside, in exact decimals; for made-up data, their revenue."""
    if not has_money(company):
        return {}
    if company.intake is None:
        if not company.has("orders"):
            return {}
        return {"Revenue": f"{money(float(company.orders['revenue'].sum()), company.currency)}, every line used"}
    ledger, currency = company.intake.ledger, company.currency
    entries = [entry for entry in ledger.entries if entry.table == "orders"]
    sums = exact_sum(entry.money for entry in entries if entry.reason == TOTALS_ROW)
    lines = [entry for entry in entries if entry.reason != TOTALS_ROW]
    whole, used, aside = (
        exact_sum(entry.money for entry in lines if (entry.reason == USED) in kept)
        for kept in ((True, False), (True,), (False,))
    )
    again = f"; {shown(sums, currency)} in rows of totals, which add it up again" if sums else ""
    said = {
        "Money in the file": shown(whole, currency) + again,
        "= used + set aside": f"{shown(used, currency)} + {shown(aside, currency)}",
    }
    others = [one for one in ledger.currencies if one.currency != currency.upper() and one.money_set_aside]
    if others:
        amounts = ", ".join(shown(one.money_set_aside, one.currency) for one in others)
        said["In no figure here"] = f"{amounts} set aside in other currencies; see what was set aside"
    return said


def _files(company: Company) -> dict[str, str]:
    """Return the names of the client's files, without the folders of the machine they were read on."""
    sources = company.intake.mapping.get("sources", []) if company.intake else []
    names = dict.fromkeys(Path(str(source["file"])).name for source in sources if "file" in source)
    return {"Files": ", ".join(names)} if names else {}
