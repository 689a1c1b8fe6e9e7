"""Section 5 of lesson 04 as a claim: which manager or branch loses more customers than chance would."""

from __future__ import annotations

import math

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_04.kept import counts_as
from kamlib.course.naming import isolated, listed
from kamlib.figures import funnel_plot, percent, shrinkage_plot
from kamlib.figures.house import counted
from kamlib.methods import churn, cohorts
from kamlib.methods.churn.grouping import WON
from kamlib.methods.churn.turnover import INSIDE, OUTSIDE, Funnel, Shrinkage
from kamlib.tables.company import Company
from kamlib.tables.ownership import parents_of

SPIEGELHALTER = (
    "Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in Medicine 24."
)
EFRON = "Efron, B. and Morris, C. (1977). Stein's paradox in statistics. Scientific American 236."
GALTON = "Galton, F. (1886). Regression towards mediocrity in hereditary stature. Journal of the Anthropological Institute 15."
KINDS = {"account_type": "type of account", WON: "quarter of the first order"}
_NAMED = 3
_MAY_NOT_SAY = (
    "“The one at the top of the list is the worst.” Somebody must stand there, and small groups stand at both ends. Nor: “the "
    "worst have improved since we spoke to them.” The worst of a year improve by themselves."
)


@claim(
    "4.5",
    "Turnover by manager or branch",
    question="Does a manager or a branch lose more accounts than chance would?",
    references=(SPIEGELHALTER, EFRON, GALTON),
)
def turnover(company: Company) -> Statement:
    """State which groups lie outside the limits of chance, and the rates once small numbers are respected."""
    accounts, orders = company.or_empty("accounts"), company.orders
    stretch = cohorts.stretch_days(orders, company.as_of)
    groups, parents = churn.groups_of(accounts, orders), parents_of(accounts)
    kind = KINDS.get(str(groups.name), str(groups.name))
    table = churn.league(orders, company.as_of, groups, parents if len(parents) else None, stretch)
    if table.empty:
        return Statement(
            "There is no turnover to compare: nobody who can be told apart bought in the stretch before the last.",
            "Nobody can be said to lose more than others.",
            _MAY_NOT_SAY,
        )
    funnel, shrunk = churn.funnel(table), churn.shrink(table)
    days = counted(stretch, "day")
    return Statement(
        headline=_headline(funnel, kind),
        may_say=_may_say(funnel, shrunk, kind, days),
        may_not_say=_MAY_NOT_SAY,
        assumptions=(
            f"Lost: bought in the {days} before the last {days}, and nothing since. That is silence and no farewell.",
            f"{counts_as(len(parents) > 0)} In a group it is lost when all its accounts there are.",
            f"Told apart by {kind} as the file has it today: who answered for an account when it left, the file does not say.",
        ),
        draw=lambda: (funnel_plot(funnel), shrinkage_plot(shrunk)),
    )


def _headline(funnel: Funnel, kind: str) -> str:
    table, customers = funnel.table, counted(funnel.table["n"].sum(), "customer")
    if not table["left"].any():
        return f"Nobody of {customers} was lost, by whatever {kind}."
    if len(table) == 1:
        return f"{percent(funnel.target)} of {customers} were lost, all of one {kind}: there is nothing to compare."
    least, most = percent(table["rate"].min()), percent(table["rate"].max())
    spread = f"{f'{most} were' if least == most else f'Between {least} and {most} were'} lost, by {kind}"
    outside = table.index[(table["verdict"] == OUTSIDE) & (table["side"] == "above")]
    if not len(outside):
        return f"{spread}; no rate is higher than chance (99.8 %) allows."
    names = [isolated(str(name)) for name in outside[:_NAMED]]
    who = listed(names) if len(outside) <= _NAMED else f"{', '.join(names)} and others"
    return f"{spread}; higher than chance (99.8 %) allows: {who}."


def _may_say(funnel: Funnel, shrunk: Shrinkage, kind: str, days: str) -> str:
    table = funnel.table
    pooled = f"In all, {percent(funnel.target, 1)} of customers were lost in {days}."
    if len(table) == 1 or not table["left"].any():
        return pooled
    top = table.iloc[0]
    first = (
        f"{isolated(str(table.index[0]))} stands at the top of the list, with {int(top['left']):,} of {int(top['n']):,}"
    )
    chance = "within what chance does" if top["verdict"] == INSIDE else f"{top['verdict']} of what chance does"
    if math.isinf(shrunk.strength):
        fair = f"By {kind} the rates differ no more than chance makes groups of their size differ."
    else:
        rates = shrunk.table["shrunk"]
        fair = f"Once small numbers are respected, the rates lie between {percent(rates.min(), 1)} and {percent(rates.max(), 1)}."
    return f"{pooled} {first}: {chance} to a group of that size. {fair}"
