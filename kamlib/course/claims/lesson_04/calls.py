"""Section 6 of lesson 04 as a claim: whom to call this month, and how often the alarm was right."""

from __future__ import annotations

import math

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.naming import listed, names_of
from kamlib.figures import alarm_cost_curve, money, percent
from kamlib.figures.house import counted
from kamlib.methods import churn, cohorts
from kamlib.methods.churn.alarm import AlarmCosts
from kamlib.methods.churn.indicators import SILENT
from kamlib.methods.cohorts.silence import LONGER
from kamlib.methods.windows import stretches_ago
from kamlib.tables.company import Company
from kamlib.tables.larkfield import CALL_MINUTES, COST_A_MINUTE

ELKAN = (
    "Elkan, C. (2001). The foundations of cost-sensitive learning. Proceedings of the Seventeenth International Joint "
    "Conference on Artificial Intelligence."
)
BAR_HILLEL = "Bar-Hillel, M. (1980). The base-rate fallacy in probability judgments. Acta Psychologica 44."
ASSUMED_MARGIN = 0.25
SUCCESS = 0.2
TOO_LONG = 270
"""Days of silence from which on a call comes too late. A convention of ours."""
CALL_COST = CALL_MINUTES * COST_A_MINUTE
_NAMED = 3
_MAY_NOT_SAY = (
    "“The alarm is 95 % sure.” It rings when a silence is longer than nearly all gaps of the account; many that ring stay all "
    "the same, because far more stay than leave. Nor that a call keeps them: that share is assumed, and only calling some and not "
    "others, by lot, can show it."
)


@claim("4.6", "Whom to call", question="Whom should we call this month?", references=(ELKAN, BAR_HILLEL))
def calls(company: Company) -> Statement:
    """State whom the alarm names, how often it was right half a year ago, and where calling pays."""
    worth, on_what = at_stake(company)
    called = to_call(company, worth)
    back = watched(company)
    right = churn.indicators(pd.DataFrame({SILENT: back["label"] == LONGER}), ~back["ordered_since"], CALL_COST).iloc[0]
    costs = alarm_of(back, worth)
    headline, may_say = _in_words(company, called, right)
    return Statement(
        headline=headline,
        may_say=f"{may_say} {_pays(costs, company.currency)}",
        may_not_say=_MAY_NOT_SAY,
        assumptions=(
            on_what,
            f"Assumed, to be replaced by the client's own: a call costs {money(CALL_COST, company.currency)} and keeps "
            f"{percent(SUCCESS)} of those who would leave. To one who would stay it costs its time; that it may wake a wish for "
            "a better price is left out.",
            f"Who has not ordered for {TOO_LONG:,} days or more is not on the list: a call there mostly comes too late.",
            "Half a year without an order stands for leaving; some of these will still come back.",
        ),
        draw=lambda: (alarm_cost_curve(costs, company.currency, score="times its usual gap"),),
        lists={"Accounts to call, the most margin first": called} if len(called) else {},
    )


def at_stake(company: Company) -> tuple[pd.Series, str]:
    """Return what each account brought in the better of its last two years, as margin, and what that is based on."""
    orders, on_what = company.orders, "At stake is the margin of the better of the last two years."
    if not company.has("orders", "margin"):
        orders["margin"] = ASSUMED_MARGIN * orders["revenue"]
        on_what = (
            f"At stake is margin, of which the file has none: {percent(ASSUMED_MARGIN)} of the revenue of the better of the "
            "last two years is assumed."
        )
    years_ago = stretches_ago(orders, company.as_of).rename("year")
    recent = orders[years_ago.between(0, 1)]
    by_year = recent.groupby(["account_id", years_ago[years_ago.between(0, 1)]])["margin"].sum()
    best = by_year.groupby("account_id").max().clip(lower=0)
    return best.reindex(orders["account_id"].unique(), fill_value=0.0).rename("margin"), on_what


def to_call(company: Company, worth: pd.Series) -> pd.DataFrame:
    """Return the accounts silent for longer than usual and not for too long, those with the most at stake first."""
    now = cohorts.silence(company.orders, company.as_of)
    now = now[(now["label"] == LONGER) & (now["days_since_order"] < TOO_LONG)]
    now = now.drop(columns="label")
    now.insert(0, "margin", worth.reindex(now.index).fillna(0.0))
    return now.sort_values("margin", ascending=False, kind="stable")


def watched(company: Company) -> pd.DataFrame:
    """Return the silence half a year ago of those that had ordered in the year before."""
    back = cohorts.came_back(company.orders, company.as_of)
    return back[back["days_since_order"] < 365]


def alarm_of(back: pd.DataFrame, worth: pd.Series) -> AlarmCosts:
    """Return what calling by silence would have brought half a year ago, threshold by threshold."""
    value = worth.reindex(back.index).fillna(0.0)
    return churn.alarm_costs(back["times_usual"], ~back["ordered_since"], CALL_COST, value, SUCCESS)


def _in_words(company: Company, called: pd.DataFrame, right: pd.Series) -> tuple[str, str]:
    alarms = int(right["alarms"])
    if not alarms:
        was = "half a year ago it named nobody, so how often it is right cannot be told yet"
    else:
        was = (
            f"half a year ago it named {counted(alarms)} and was right, with no order since, about "
            f"{percent(right['precision'])} of them"
        )
    if called.empty:
        return (
            f"The alarm names nobody to call today; {was}.",
            f"Nobody is silent beyond their own rhythm, and not yet for too long. {was[0].upper()}{was[1:]}{_interval(right)}.",
        )
    names = names_of(company, called.index[:_NAMED])
    who = listed(names) if len(called) <= _NAMED else f"first {listed(names)}"
    return (
        f"The alarm names {counted(len(called))} to call; {was}.",
        f"The alarm names {counted(len(called))} to call, {who}. {was[0].upper()}{was[1:]}{_interval(right)}.",
    )


def _interval(right: pd.Series) -> str:
    return "" if math.isnan(right["low"]) else f" (95% interval {percent(right['low'])} to {percent(right['high'])})"


def _pays(costs: AlarmCosts, currency: str) -> str:
    if not math.isfinite(costs.best_threshold):
        return "At the cost and success assumed, calling by silence would have paid for nobody then."
    return (
        f"At the cost and success assumed, calling from {costs.best_threshold:,.3g} times the usual gap up would have paid best "
        f"then, and brought {money(costs.best_net, currency, 0)} a year."
    )
