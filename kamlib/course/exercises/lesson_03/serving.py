"""Lesson 03, exercises on what serving costs: people kept for the busiest month, and profit after all work."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import count, share
from kamlib.methods import last_days, last_months
from kamlib.methods.profit import with_margin


@exercise(
    "3.1", "Which share of the lorries' time was not used, if they are kept for the busiest month?", expects=share
)
def unused(company):
    """Return one minus the average month's minutes over the busiest month's, of the drops of twelve whole months."""
    from kamlib import methods

    drops = methods.last_months(company.deliveries, company.as_of)
    month = drops["delivered_at"].dt.to_period("M")
    minutes = drops.groupby(month)["minutes"].sum()
    return 1 - minutes.mean() / minutes.max()


@unused.mistake("That is the share that was used: what is left over is one minus it.")
def used(company):
    """Forget the one minus."""
    return 1 - unused(company)


@unused.mistake("That sets the quietest month against the busiest: all months of the year have idle time, not one.")
def quietest(company):
    """Take the smallest month for the average."""
    minutes = _by_month(last_months(company.deliveries, company.as_of))
    return 1 - minutes.min() / minutes.max()


@unused.mistake("That counts drops. A drop can take twenty minutes or four hours: add up minutes.")
def drops_counted(company):
    """Count rows."""
    drops = last_months(company.deliveries, company.as_of)
    by_month = drops.groupby(drops["delivered_at"].dt.to_period("M")).size()
    return 1 - by_month.mean() / by_month.max()


@unused.mistake("That holds every month of all years against the busiest of all years: keep the last twelve.")
def all_years(company):
    """Forget the year."""
    minutes = _by_month(company.deliveries)
    return 1 - minutes.mean() / minutes.max()


@unused.mistake(
    "That is the idle share of all work, visits and calls with it, as in the guess above. Take the lorries alone: "
    "company.deliveries."
)
def everybody(company):
    """Take the diary too."""
    drops = last_months(company.deliveries, company.as_of).rename(columns={"delivered_at": "performed_at"})
    done = pd.concat([last_months(company.activities, company.as_of), drops])
    minutes = done.groupby(done["performed_at"].dt.to_period("M"))["minutes"].sum()
    return 1 - minutes.mean() / minutes.max()


@unused.mistake(
    "You divided by the time that was used. The question is a share of the time that was kept: the busiest month, twelve "
    "times."
)
def over_the_used(company):
    """Divide idle by used."""
    minutes = _by_month(last_months(company.deliveries, company.as_of))
    return minutes.max() / minutes.mean() - 1


@unused.mistake("That is a share of cost. A long way makes a drop dear and fills no hour: add up minutes.")
def of_cost(company):
    """Add up cost."""
    drops = last_months(company.deliveries, company.as_of)
    cost = drops.groupby(drops["delivered_at"].dt.to_period("M"))["cost"].sum()
    return 1 - cost.mean() / cost.max()


@unused.mistake("The sign is the wrong way round: not used is 1 less what was used.")
def below_zero(company):
    """Turn the sign."""
    return -unused(company)


def _by_month(drops):
    return drops.groupby(drops["delivered_at"].dt.to_period("M"))["minutes"].sum()


unused.hints(
    "You need one number a month: the minutes of all drops in it. methods.last_months keeps twelve whole months.",
    'drops["delivered_at"].dt.to_period("M") is the month of each drop; group the minutes by it and add them up.',
    "Used is minutes.mean() / minutes.max(). Not used is the rest.",
)


@exercise("3.2", "How many accounts cost more in the last 365 days than their margin paid for?", expects=count)
def losing(company):
    """Return the number of accounts whose margin is smaller than what visits, calls and drops for them cost."""
    from kamlib import methods

    sold = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    visits = methods.last_days(company.activities, company.as_of)
    drops = methods.last_days(company.deliveries, company.as_of)
    brought = sold.groupby("account_id")["margin"].sum()
    cost = pd.concat([visits, drops]).groupby("account_id")["cost"].sum()
    left = brought.sub(cost, fill_value=0)
    return int((left < 0).sum())


@losing.mistake(
    "An account that cost work and bought nothing has no margin. A minus sign (or a merge that keeps only what both have) "
    "loses it: missing is never below 0. Use .sub(cost, fill_value=0)."
)
def silent_ones_lost(company):
    """Subtract without filling."""
    margin, cost = _margin_and_cost(company)
    return int((margin - cost < 0).sum())


@losing.mistake("That leaves out the lorries: visits and calls are the smaller part of what serving costs here.")
def without_lorries(company):
    """Count the diary alone."""
    margin, _ = _margin_and_cost(company)
    visits = last_days(company.activities, company.as_of)
    return int((margin.sub(visits.groupby("account_id")["cost"].sum(), fill_value=0) < 0).sum())


@losing.mistake("That leaves out the diary: add the cost of visits, calls and quotes to that of the drops.")
def without_diary(company):
    """Count the drops alone."""
    margin, _ = _margin_and_cost(company)
    drops = last_days(company.deliveries, company.as_of)
    return int((margin.sub(drops.groupby("account_id")["cost"].sum(), fill_value=0) < 0).sum())


@losing.mistake("That sets revenue against the cost of serving: the goods must be paid first. Take the margin.")
def revenue_for_margin(company):
    """Take revenue."""
    orders = last_days(company.orders, company.as_of)
    _, cost = _margin_and_cost(company)
    return int((orders.groupby("account_id")["revenue"].sum().sub(cost, fill_value=0) < 0).sum())


@losing.mistake("That is all years together: an account can have paid well once and cost money since. Keep 365 days.")
def ever(company):
    """Forget the year."""
    cost = pd.concat([company.activities, company.deliveries]).groupby("account_id")["cost"].sum()
    return int((company.orders.groupby("account_id")["margin"].sum().sub(cost, fill_value=0) < 0).sum())


@losing.mistake(
    "You set a year of margin against the work of all years: keep the last 365 days of visits and drops as well."
)
def work_of_all_years(company):
    """Forget the year of the work."""
    margin, _ = _margin_and_cost(company)
    cost = pd.concat([company.activities, company.deliveries]).groupby("account_id")["cost"].sum()
    return int((margin.sub(cost, fill_value=0) < 0).sum())


@losing.mistake("Those are the accounts that earn. Count the values below 0.")
def earning(company):
    """Count the others."""
    margin, cost = _margin_and_cost(company)
    return int((margin.sub(cost, fill_value=0) > 0).sum())


@losing.mistake("That sets minutes against money: add up the column cost, not minutes.")
def minutes_for_money(company):
    """Add up minutes."""
    margin, _ = _margin_and_cost(company)
    visits = last_days(company.activities, company.as_of)
    drops = last_days(company.deliveries, company.as_of)
    minutes = pd.concat([visits, drops]).groupby("account_id")["minutes"].sum()
    return int((margin.sub(minutes, fill_value=0) < 0).sum())


def _margin_and_cost(company):
    orders = last_days(with_margin(company.orders), company.as_of)
    visits = last_days(company.activities, company.as_of)
    drops = last_days(company.deliveries, company.as_of)
    cost = pd.concat([visits, drops]).groupby("account_id")["cost"].sum()
    return orders.groupby("account_id")["margin"].sum(), cost


losing.hints(
    "Three tables, one year: orders, activities and deliveries. Each gives one sum an account.",
    "Margin an account comes from the orders; put activities and deliveries one below the other and add up cost.",
    "margin.sub(cost, fill_value=0) keeps those who are in one of the two only. Then count the values below 0.",
)
