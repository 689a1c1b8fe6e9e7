"""Lesson 05, exercises on money: what accounts are still worth, and what a new one was worth."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, Number


@exercise(
    "5.8",
    "What does an account spend at its next purchase, by the Gamma-Gamma model? Give the mean over the accounts that came back.",
    expects=Number("money", tolerance=0.005),
)
def expected_spend(company):
    """Return the mean expected spend of repeaters."""
    summary = methods.clv.summary(company.orders, company.as_of, unit="month").table
    repeaters = summary[summary["frequency"] > 0]
    amounts = methods.clv.fit_gamma_gamma(summary)
    return amounts.expected_spend(repeaters).mean()


@expected_spend.mistake(
    "That is what they spent. Who spent much had some luck in it: the model draws each towards everybody."
)
def as_it_was(company):
    """Take past means."""
    return _back(company)["monetary_value"].mean()


@expected_spend.mistake(
    "That is everybody's mean (mean_spend), before anything is known of an account. Ask for each account's own."
)
def everybody(company):
    """Take the population mean."""
    return methods.clv.fit_gamma_gamma(_table(company)).mean_spend


@expected_spend.mistake("You averaged over all revenue of the order lines. A purchase is a day with all its lines.")
def a_line(company):
    """Average order lines."""
    return company.orders["revenue"].mean()


@expected_spend.mistake("That is the sum over accounts. Asked is the mean.")
def together(company):
    """Add up."""
    return methods.clv.fit_gamma_gamma(_table(company)).expected_spend(_back(company)).sum()


expected_spend.hints(
    "methods.clv.fit_gamma_gamma(table) fits to the summary; it uses those that came back.",
    'Keep the rows with table["frequency"] > 0.',
    "The mean of model.expected_spend(those rows).",
)


@exercise(
    "5.9",
    "What is the whole base worth over the next 36 months? MBG/NBD in months, the Gamma-Gamma's expected spend, the company's "
    "margin as a share of its revenue, a discount of 10 % a year, margins at the end of each month. Each account cost 500 to win.",
    expects=Money(tolerance=1.0),
)
def base_value(company):
    """Return the value of all accounts; what they cost to win is spent."""
    summary = methods.clv.summary(company.orders, company.as_of, unit="month").table
    buying, amounts = methods.clv.fit_mbg_nbd(summary), methods.clv.fit_gamma_gamma(summary)
    orders = methods.profit.with_margin(company.orders)
    a_purchase = orders["margin"].sum() / orders["revenue"].sum() * amounts.expected_spend(summary)
    monthly = 1.10 ** (1 / 12) - 1
    return methods.clv.value(buying, summary, a_purchase, 36, monthly, timing="end").sum()


@base_value.mistake(
    "You took off what the accounts cost to win. That money is spent, whatever we do now: it is sunk, and no part of their value."
)
def sunk_cost(company):
    """Take off what is spent."""
    return base_value(company) - 500 * company.orders["account_id"].nunique()


@base_value.mistake("There margins come at the start of each month. Asked is the end: one month's discount less.")
def at_the_start(company):
    """Take the wrong timing."""
    return _value(company, timing="start")


@base_value.mistake(
    "You discounted by 10 % every *month*. A year's rate has to be turned into a month's: 1.10 ** (1 / 12) - 1."
)
def yearly_rate_a_month(company):
    """Take the annual rate for a monthly one."""
    return _value(company, rate=0.10)


@base_value.mistake("A year's rate is no month's rate times twelve: discount compounds, so take 1.10 ** (1 / 12) - 1.")
def divided_by_twelve(company):
    """Divide the rate."""
    return _value(company, rate=0.10 / 12)


@base_value.mistake("The horizon is mixed up: 3 periods are three months here. Three years are 36.")
def three_months(company):
    """Give years for months."""
    return _value(company, periods=3)


@base_value.mistake("That is revenue. Multiply the spend by the share of it that is margin.")
def of_revenue(company):
    """Forget the margin rate."""
    return _value(company) / _rate(company)


@base_value.mistake("You discounted twice: value() returns money of today, and you brought it back three years more.")
def discounted_twice(company):
    """Discount once more."""
    return _value(company) / 1.10**3


@base_value.mistake("Nothing was discounted: money in three years is not money today.")
def undiscounted(company):
    """Forget the discount."""
    return _value(company, rate=0.0)


@base_value.mistake("You multiplied by the probability alive. The expected purchases hold it already.")
def left_twice(company):
    """Let them leave twice."""
    table, buying, margin = _parts(company)
    worth = methods.clv.value(buying, table, margin, 36, 1.10 ** (1 / 12) - 1)
    return (worth * buying.probability_alive(table)).sum()


@base_value.mistake("You took each account's past mean spend. It holds luck: take the model's expected spend.")
def past_spend(company):
    """Do not shrink."""
    table, buying, _ = _parts(company)
    return methods.clv.value(buying, table, _rate(company) * table["monetary_value"], 36, 1.10 ** (1 / 12) - 1).sum()


base_value.hints(
    "Three parts: purchases (fit_mbg_nbd), spend (fit_gamma_gamma), and the share of revenue that is margin.",
    "The rate of a month is 1.10 ** (1 / 12) - 1. What was paid to win an account is spent: does it change what comes?",
    'methods.clv.value(buying, table, margin, 36, monthly, timing="end").sum()',
)


@exercise(
    "5.11",
    "Do it properly. What was a new account worth over its first three years, in money of the day it was won, at 10 % a year? Use "
    "methods.equity.newcomers with what visits and deliveries cost, and methods.equity.worth_of_newcomers.",
    expects=Money(),
)
def newcomer(company):
    """Return what a new account was worth, those that left counted."""
    new = methods.equity.newcomers(company.orders, company.as_of, company.get("activities"), company.get("deliveries"))
    return methods.equity.worth_of_newcomers(new, 0.10, years=3)


@newcomer.mistake(
    "You kept only those that still bring something in their last year. Nobody can buy only survivors: those who left count."
)
def survivors(company):
    """Drop those who left."""
    new = _new(company)
    last = new[["year_1", "year_2", "year_3"]].ffill(axis=1)["year_3"]
    return methods.equity.worth_of_newcomers(new[last > 0], 0.10)


@newcomer.mistake("You took three times the first year. Some leave, later money is worth less, and others grow.")
def three_first_years(company):
    """Multiply the first year."""
    return 3 * _new(company)["year_1"].mean()


@newcomer.mistake("Nothing is discounted there: bring each year's money back to the day the account was won.")
def undiscounted_newcomer(company):
    """Forget the discount."""
    return methods.equity.worth_of_newcomers(_new(company), 0.0)


@newcomer.mistake(
    "That is margin before what it cost to serve them: give newcomers the activities and the deliveries too."
)
def unserved(company):
    """Leave out the cost of serving."""
    return methods.equity.worth_of_newcomers(methods.equity.newcomers(company.orders, company.as_of), 0.10)


@newcomer.mistake("That is one year. The question asks for three.")
def one_year(company):
    """Stop after a year."""
    return methods.equity.worth_of_newcomers(_new(company), 0.10, years=1)


@newcomer.mistake("You discounted twice: worth_of_newcomers has done so already.")
def discounted_twice_newcomer(company):
    """Discount once more."""
    return newcomer(company) / 1.10


@newcomer.mistake(
    "That is the colleague's number, from accounts of today: mostly old ones, and the larger ones stayed."
)
def of_today(company):
    """Take the average account."""
    return 3 * _today(company)


newcomer.hints(
    'newcomers takes orders, as_of, and the tables of costs: company.get("activities"), company.get("deliveries").',
    "Keep everybody in it, those that left too. Years that are not over are missing by themselves.",
    "methods.equity.worth_of_newcomers(new, 0.10, years=3)",
)


def _table(company):
    return methods.clv.summary(company.orders, company.as_of, unit="month").table


def _back(company):
    table = _table(company)
    return table[table["frequency"] > 0]


def _rate(company):
    orders = methods.profit.with_margin(company.orders)
    return orders["margin"].sum() / orders["revenue"].sum()


def _parts(company):
    table = _table(company)
    spend = methods.clv.fit_gamma_gamma(table).expected_spend(table)
    return table, methods.clv.fit_mbg_nbd(table), _rate(company) * spend


def _value(company, periods=36, rate=1.10 ** (1 / 12) - 1, timing="end"):
    table, buying, margin = _parts(company)
    return methods.clv.value(buying, table, margin, periods, rate, timing).sum()


def _new(company):
    return methods.equity.newcomers(company.orders, company.as_of, company.get("activities"), company.get("deliveries"))


def _today(company):
    year = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    return year.groupby("account_id")["margin"].sum().mean()
