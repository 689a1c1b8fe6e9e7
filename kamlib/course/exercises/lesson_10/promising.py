"""Lesson 10, an exercise on promises: the share of one region that came after the day that was named."""

import pandas as pd

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise(
    "10.8",
    "Of the promises made to accounts in the *West* in the last twelve months and delivered since: which share came after the day that was "
    "named (`methods.gaps.promise_gap`)?",
    expects=share,
)
def late_in_the_west(company):
    """Return the share of late deliveries among those promised in the West in the last year."""
    sent = company.promises.merge(company.accounts[["account_id", "region"]], on="account_id")
    sent = sent[sent["promised_at"] > company.as_of - pd.DateOffset(years=1)]
    return methods.gaps.promise_gap(sent, "region").loc["West", "late_share"]


@late_in_the_west.mistake("That is everywhere. Asked is the West.")
def everywhere(company):
    """Forget the region."""
    return float(methods.gaps.promise_gap(_made(company)).loc["all", "late_share"])


@late_in_the_west.mistake(
    "That is since the books begin. The warehouse moved only in 2024: asked are the last twelve months."
)
def of_all_years(company):
    """Forget the time."""
    made = company.promises.merge(company.accounts[["account_id", "region"]], on="account_id")
    return float(methods.gaps.promise_gap(made, "region").loc["West", "late_share"])


@late_in_the_west.mistake("You counted what came on the day itself as late. Late is *after* the day that was named.")
def on_the_day_too(company):
    """Count the day itself."""
    west = _west(company).dropna(subset="delivered_at")
    return float((west["delivered_at"] >= west["promised_for"]).mean())


@late_in_the_west.mistake(
    "You counted what came *early* as well. Early is another trouble: late is after the day that was named."
)
def off_the_day(company):
    """Count early ones too."""
    west = _west(company).dropna(subset="delivered_at")
    return float((west["delivered_at"] != west["promised_for"]).mean())


@late_in_the_west.mistake("That is the share that was kept. Asked is the share that was not.")
def kept(company):
    """Give the rest."""
    return 1 - late_in_the_west(company)


@late_in_the_west.mistake("You divided by all promises, those still open among them. Divide by what was delivered.")
def of_all_promises(company):
    """Keep the open ones below the line."""
    west = _west(company)
    return float((west["delivered_at"] > west["promised_for"]).sum() / len(west))


@late_in_the_west.mistake(
    "That is the West's share of all late deliveries. Asked is the share of the West's that are late."
)
def of_the_late(company):
    """Turn the share round."""
    made = _made(company)
    late = made[made["delivered_at"] > made["promised_for"]]
    return float((late["region"] == "West").mean())


@late_in_the_west.mistake(
    "`promised_at` is the day on which the promise was made. The day that was named is `promised_for`."
)
def after_the_promise(company):
    """Take the other day."""
    west = _west(company).dropna(subset="delivered_at")
    return float((west["delivered_at"] > west["promised_at"]).mean())


@late_in_the_west.mistake("You averaged the rows of the table. Asked is the West alone.")
def mean_of_the_rows(company):
    """Average the regions."""
    return float(methods.gaps.promise_gap(_made(company), "region")["late_share"].mean())


late_in_the_west.hints(
    "The region stands with the account.",
    '`company.promises.merge(company.accounts[["account_id", "region"]], on="account_id")`, and keep the last year.',
    '`methods.gaps.promise_gap(made, "region").loc["West", "late_share"]`.',
)


def _made(company):
    made = company.promises.merge(company.accounts[["account_id", "region"]], on="account_id")
    return made[made["promised_at"] > company.as_of - pd.DateOffset(years=1)]


def _west(company):
    made = _made(company)
    return made[made["region"] == "West"]
