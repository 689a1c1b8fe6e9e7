"""Section 6 of lesson 09 as a claim: what an attribute of an offer, such as a name, is worth, and to whom."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import isolated
from kamlib.figures import money
from kamlib.figures.house import signed
from kamlib.methods import survey
from kamlib.methods.survey.part_worths import UNIT
from kamlib.tables.company import Company

GREEN = "Green, P. E. and Rao, V. R. (1971). Conjoint measurement for quantifying judgmental data. Journal of Marketing Research 8."
PRICE = "price"
LEAST = 10
"""Respondents below which nothing is said of them."""
_QUESTION = "What is a name, or another attribute of an offer, worth?"


@claim("9.7", "What a name is worth", question=_QUESTION, references=(GREEN,))
def offers(company: Company) -> Statement:
    """State what the attribute that adds most is worth to all, and to each kind of account."""
    may_not = (
        "“Raise the price by that.” It is the mean of those who differ, and what people tick costs them nothing: try it where lots are "
        "drawn first."
    )
    assumed = ("Part-worths add up, and a rating goes with the price in a straight line.",)
    rated = ratings(company)
    if rated is None:
        said = "What an attribute of an offer is worth cannot be told: no offers were rated, or it is not said what they were."
        return Statement(said, said, may_not, assumed)
    given, profiles, frame = rated
    try:
        table = _worths(given, profiles, frame)
    except ValueError as refused:
        return Statement(str(refused), str(refused), may_not, assumed)
    words = table[table["level"] != UNIT]
    chosen = words if len(words) else table[table["attribute"] != PRICE]
    if chosen.empty:
        said = "These offers differ in price alone: there is nothing to be priced."
        return Statement(said, said, may_not, assumed)
    best = chosen.iloc[int(chosen["worth"].abs().argmax())]
    headline = f"In these offers “{isolated(_name(best))}” is worth {_told(best, company.currency)}."
    return Statement(headline, f"{headline}{_by_kind(company, rated, _name(best))}", may_not, assumed)


def ratings(company: Company) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame] | None:
    """Return the ratings of offers, their profiles, and the frame of those who rated; None where there are too few."""
    told = company.or_empty("offers")
    given = survey.scores_of(company.or_empty("items"), company.or_empty("answers"), "offer").dropna(axis=1, how="all")
    profiles = told.drop_duplicates(["item", "attribute"]).pivot(index="item", columns="attribute", values="level")
    given = given[[name for name in given if name in profiles.index]].dropna(how="all")
    if given.shape[1] < 2 or len(given) < LEAST:
        return None
    frame = survey.sampling_frame(company.or_empty("responses"), company.or_empty("accounts"))
    return given, profiles, frame.reindex(given.index)


def _worths(given: pd.DataFrame, profiles: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the part-worths with attribute and level as columns, in money where the offers have a price."""
    paid = PRICE if PRICE in profiles and pd.to_numeric(profiles[PRICE], errors="coerce").notna().all() else None
    return survey.part_worths(given, profiles, frame["parent"], price=paid).reset_index()


def _name(row: pd.Series) -> str:
    return f"{row['attribute']}: {row['level']}"


def _told(row: pd.Series, currency: str) -> str:
    """Return what it is worth: in money where that can be told, else in points."""
    if row.get("premium_low", float("nan")) == row.get("premium_low"):
        ends = f"{money(row['premium_low'], currency)} to {money(row['premium_high'], currency)}"
        return f"{money(row['premium'], currency)} ({ends})"
    return f"{signed(row['worth'])} points ({signed(row['low'])} to {signed(row['high'])})"


def _by_kind(company: Company, rated: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], best: str) -> str:
    """Return what it is worth to each kind of account, where there are two or more of them."""
    given, profiles, frame = rated
    accounts = company.or_empty("accounts")
    if "account_type" not in accounts:
        return ""
    kinds = frame["account_id"].map(accounts.set_index("account_id")["account_type"])
    told = []
    for kind, rows in given.groupby(kinds):
        if len(rows) < LEAST:
            continue
        try:
            table = _worths(rows, profiles, frame.loc[rows.index])
        except ValueError:
            continue
        told += [
            f"{isolated(str(kind))} {_told(row, company.currency)}" for _, row in table.iterrows() if _name(row) == best
        ]
    return f" By kind of account: {'; '.join(told[:4])}." if len(told) > 1 else ""
