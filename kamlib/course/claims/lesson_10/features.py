"""Section 5 of lesson 10 as a claim: which feature must be there, which delights, and for whom it is otherwise."""

from __future__ import annotations

from itertools import takewhile

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import isolated
from kamlib.figures import kano_map
from kamlib.figures.house import counted
from kamlib.methods import gaps, survey
from kamlib.tables.company import Company

KANO = "Kano, N., Seraku, N., Takahashi, F. and Tsuji, S. (1984). Attractive quality and must-be quality. Hinshitsu 14."
BERGER = (
    "Berger, C. and others (1993). Kano's methods for understanding customer-defined quality. Center for Quality of Management "
    "Journal 2."
)


@claim("10.7", "What must be there", question="What must be there, and what delights?", references=(KANO, BERGER))
def features(company: Company) -> Statement:
    """State the class of each feature that is told apart, and where one type of account puts it elsewhere."""
    may_not = (
        "“It delights, so it pays.” Nobody was asked what it costs, or whether they would pay. Nor that it stays so: what delights today "
        "is taken for granted the day after."
    )
    assumed = ("All waves that asked. A class is told apart where the first two differ at 90 % (Fong 1996).",)
    pairs, names = asked_pairs(company)
    if not pairs:
        said = "What must be there cannot be told: no feature was asked both ways, with it and without it."
        return Statement(said, said, may_not, assumed)
    try:
        table = gaps.kano(pairs)
    except ValueError as refused:
        return Statement(str(refused), str(refused), may_not, assumed)
    table = table.rename(index=names)
    told = [f"{isolated(str(name))} is {row['class']}" for name, row in table.iterrows() if row["told_apart"]]
    headline = (
        f"Of {counted(len(table), 'feature')}: {'; '.join(told[:4])}."
        if told
        else f"None of {len(table):,} features is told apart."
    )
    return Statement(headline, f"{headline}{_elsewhere(company, pairs, names, table)}", may_not, assumed,
                     draw=lambda: (kano_map(table),))  # fmt: skip


def asked_pairs(company: Company) -> tuple[dict[str, tuple[pd.Series, pd.Series]], dict[str, str]]:
    """Return the two answers to each feature, and the words of its first question."""
    items, answers = company.or_empty("items"), company.or_empty("answers")
    with_it, without = (survey.by_subject(items, answers, asks) for asks in ("functional", "dysfunctional"))
    pairs = {str(name): (with_it[name], without[name]) for name in with_it if name in without}
    pairs = {name: both for name, both in pairs.items() if both[0].notna().any() and both[1].notna().any()}
    asked = items[items["asks"] == "functional"] if "asks" in items else items.iloc[:0]
    words = asked.dropna(subset=["about", "words"]) if {"about", "words"} <= set(asked) else asked.iloc[:0]
    named = dict(zip(words.get("about", ()), words.get("words", ()), strict=True))
    # All ask “How do you feel if …?”: what they share names no feature.
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*named.values(), strict=False))
    shared = len(list(alike)) if len(named) > 1 else 0
    return pairs, {str(code): f"{code} {str(said)[shared:].rstrip('?')}" for code, said in named.items()}


def types_of(company: Company) -> pd.Series:
    """Return the type of account of each respondent."""
    invited, accounts = company.or_empty("responses"), company.or_empty("accounts")
    if "account_id" not in invited or "account_type" not in accounts:
        return pd.Series(dtype="str")
    kind = invited["account_id"].map(accounts.set_index("account_id")["account_type"])
    return pd.Series(kind.to_numpy(), index=invited["response_id"])


def _elsewhere(
    company: Company, pairs: dict[str, tuple[pd.Series, pd.Series]], names: dict[str, str], table: pd.DataFrame
) -> str:
    kinds = types_of(company)
    if kinds.nunique() < 2:
        return ""
    parts = gaps.kano(pairs, kinds).rename(index=names, level="feature").reset_index()
    other = parts[parts["told_apart"] & (parts["class"] != parts["feature"].map(table["class"]))]
    if other.empty:
        return ""
    first = other.iloc[0]
    return (
        f" For those of type {isolated(str(first['segment']))} {isolated(str(first['feature']))} is {first['class']}."
    )
