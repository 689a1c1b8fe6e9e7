"""Lesson 04, exercises on turnover: the top of the league table, and the worst who improve by themselves."""

import math

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, share


@exercise(
    "4.7",
    "The manager at the top of the league table lost so many of so many customers last year (a parent counts once). If the "
    "rate of all managers together were true for everybody, how likely would so many or more be by luck?",
    expects=Number("a probability", example="0.25", tolerance=5e-4),
)
def luck_at_the_top(company):
    """Return the binomial chance of at least as many losses in the worst group at the pooled rate."""
    from scipy.stats import binom

    fate = methods.cohorts.retention(company.orders, company.as_of).table
    gone = (fate["became"] == "left")[fate["start"] > 0]
    card = company.accounts.set_index("account_id")
    managers = methods.churn.by_group(gone, card["manager"], card["parent_id"])
    everybody = managers["left"].sum() / managers["n"].sum()
    return binom.sf(managers["left"].iloc[0] - 1, managers["n"].iloc[0], everybody)


@luck_at_the_top.mistake(
    "That is the chance of more than so many: binom.sf(k, …) leaves k itself out. Give it one less."
)
def more_than(company):
    """Forget that the survival function is strict."""
    from scipy.stats import binom

    league, rate = _league(company)
    return binom.sf(league["left"].iloc[0], league["n"].iloc[0], rate)


@luck_at_the_top.mistake("That is the chance of exactly so many: losing even more would have been as bad.")
def exactly(company):
    """Take the single probability."""
    from scipy.stats import binom

    league, rate = _league(company)
    return binom.pmf(league["left"].iloc[0], league["n"].iloc[0], rate)


@luck_at_the_top.mistake(
    "You averaged the managers' rates, so one with three customers weighs as much as one with forty: divide all losses by "
    "all customers."
)
def mean_of_rates(company):
    """Average the rates."""
    from scipy.stats import binom

    league, _ = _league(company)
    return binom.sf(league["left"].iloc[0] - 1, league["n"].iloc[0], league["rate"].mean())


@luck_at_the_top.mistake(
    "Each account counts for itself there. Children of one parent leave together, so they are not so many separate chances: "
    "hand in the parents, too."
)
def children_apart(company):
    """Take children for independent customers."""
    from scipy.stats import binom

    league = methods.churn.by_group(_lost(company), company.accounts.set_index("account_id")["manager"])
    rate = league["left"].sum() / league["n"].sum()
    return binom.sf(league["left"].iloc[0] - 1, league["n"].iloc[0], rate)


@luck_at_the_top.mistake("That is the chance of so many or fewer. Asked is the other side: so many or more.")
def or_fewer(company):
    """Take the wrong side."""
    from scipy.stats import binom

    league, rate = _league(company)
    return binom.cdf(league["left"].iloc[0], league["n"].iloc[0], rate)


@luck_at_the_top.mistake("That is the rate at the top of the list. Asked is how likely luck alone would bring so many.")
def own_rate(company):
    """Hand in the rate."""
    return _league(company)[0]["rate"].iloc[0]


luck_at_the_top.hints(
    "Who was lost? became == 'left' in methods.cohorts.retention(company.orders, company.as_of).table, where start is above 0.",
    "methods.churn.by_group(lost, manager, parent) is the league table, the highest rate first; all losses over all n is the rate.",
    "scipy.stats.binom.sf(k - 1, n, rate) is the chance of k or more of n.",
)


@exercise(
    "4.8",
    "Count three years back from the as-of date, 365 days each. Of the fifth of accounts whose revenue fell furthest, in per "
    "cent, from the first year to the second, which share bought more in the third than in the second?",
    expects=share,
)
def worst_that_rose(company):
    """Return the share of the worst fifth that bought more in the year after."""
    years_ago = ((company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days // 365).rename("years_ago")
    sold = company.orders.groupby(["account_id", years_ago])["revenue"].sum().unstack(fill_value=0)
    sold = sold.reindex(columns=[2, 1, 0], fill_value=0)
    both = sold[(sold[2] > 0) & (sold[1] > 0)]
    worst = (both[1] / both[2]).nsmallest(math.ceil(len(both) / 5)).index
    return (both.loc[worst, 0] > both.loc[worst, 1]).mean()


@worst_that_rose.mistake(
    "You left out those who bought nothing in the third year. They are the ones who did not recover: keep them, at zero."
)
def survivors(company):
    """Drop the leavers."""
    both = _three_years(company)
    worst = (both[1] / both[2]).nsmallest(math.ceil(len(both) / 5)).index
    left = both.loc[worst][both.loc[worst, 0] > 0]
    return (left[0] > left[1]).mean()


@worst_that_rose.mistake("Those fell furthest in money, so they are the largest accounts: rank the change in per cent.")
def by_money(company):
    """Rank by the amount lost."""
    both = _three_years(company)
    worst = (both[1] - both[2]).nsmallest(math.ceil(len(both) / 5)).index
    return (both.loc[worst, 0] > both.loc[worst, 1]).mean()


@worst_that_rose.mistake(
    "That asks it of all accounts: a good thing to compare with, but first choose the worst fifth."
)
def everybody_that_rose(company):
    """Forget to choose."""
    both = _three_years(company)
    return (both[0] > both[1]).mean()


@worst_that_rose.mistake("You compared the third year with the first, before the fall: compare it with the second.")
def against_before_the_fall(company):
    """Compare with the wrong year."""
    both = _three_years(company)
    worst = (both[1] / both[2]).nsmallest(math.ceil(len(both) / 5)).index
    return (both.loc[worst, 0] > both.loc[worst, 2]).mean()


@worst_that_rose.mistake("Those are the best fifth, that rose furthest: take the smallest ratios, not the largest.")
def the_best(company):
    """Sort the wrong way."""
    both = _three_years(company)
    best = (both[1] / both[2]).nlargest(math.ceil(len(both) / 5)).index
    return (both.loc[best, 0] > both.loc[best, 1]).mean()


worst_that_rose.hints(
    "One row an account, one column a year: (days since the order) // 365 is 0, 1 or 2. unstack makes columns of them.",
    "Keep accounts with revenue in years 2 and 1, divide the two, and take the fifth with the smallest ratio (math.ceil).",
    "Of these, the mean of (revenue of year 0 > revenue of year 1); who bought nothing counts, at zero.",
)


def _lost(company):
    fate = methods.cohorts.retention(company.orders, company.as_of, resamples=2).table
    return (fate["became"] == "left")[fate["start"] > 0]


def _league(company):
    card = company.accounts.set_index("account_id")
    league = methods.churn.by_group(_lost(company), card["manager"], card["parent_id"])
    return league, league["left"].sum() / league["n"].sum()


def _three_years(company):
    years_ago = ((company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days // 365).rename("years_ago")
    sold = company.orders.groupby(["account_id", years_ago])["revenue"].sum().unstack(fill_value=0)
    sold = sold.reindex(columns=[2, 1, 0], fill_value=0)
    return sold[(sold[2] > 0) & (sold[1] > 0)]
