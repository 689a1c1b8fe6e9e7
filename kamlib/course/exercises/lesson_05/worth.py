"""Lesson 05, exercises on money: what accounts spend, and what they are still worth."""

import math

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Money


@exercise(
    "5.8",
    "What does an account spend at its next purchase, by the Gamma-Gamma model? Give the mean over the accounts that came back.",
    expects=Money(relative=5e-4),
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


@expected_spend.mistake(
    "You weighed each account by its purchases, so those that buy often count most. Asked is the mean over accounts."
)
def weighted(company):
    """Weigh by frequency."""
    back = _back(company)
    spend = methods.clv.fit_gamma_gamma(_table(company)).expected_spend(back)
    return (spend * back["frequency"]).sum() / back["frequency"].sum()


@expected_spend.mistake(
    "You counted those who bought once at 0. Nothing is known of their next purchase; leave them out."
)
def one_timers_at_nothing(company):
    """Average the column with its zeros."""
    return _table(company)["monetary_value"].mean()


@expected_spend.mistake("That is the median account. Asked is the mean.")
def middle_account(company):
    """Take the middle one."""
    return methods.clv.fit_gamma_gamma(_table(company)).expected_spend(_back(company)).median()


@expected_spend.mistake(
    "That is the mean purchase day so far, and who buys often counts most in it. Ask the model, account by account."
)
def mean_day(company):
    """Average purchase days."""
    day = company.orders["ordered_at"].dt.normalize()
    return company.orders.groupby(["account_id", day])["revenue"].sum().mean()


@expected_spend.mistake("That is margin. Asked is what they spend: revenue.")
def margin_of_it(company):
    """Take margin."""
    return _rate(company) * expected_spend(company)


@expected_spend.mistake(
    "That is the mean order so far, and who orders often counts most in it. Ask the model, account by account."
)
def mean_order(company):
    """Average orders."""
    return company.orders.groupby("order_id")["revenue"].sum().mean()


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
    return base_value(company) - 500 * len(_table(company))


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


@base_value.mistake("That is the average account. Asked is the whole base: the sum.")
def average_account(company):
    """Take the mean."""
    return base_value(company) / len(_table(company))


@base_value.mistake("The horizon is mixed up: 12 periods are one year here. Three years are 36.")
def one_year_ahead(company):
    """Give one year for three."""
    return _value(company, periods=12)


@base_value.mistake(
    "You took three times the first year. In the second and third fewer are left, and money is worth less."
)
def first_year_times_three(company):
    """Multiply the first year."""
    return 3 * _value(company, periods=12)


@base_value.mistake("1.10 ** (1 / 12) is a factor, and read as a rate it is 100 % a month: take 1 off it.")
def factor_for_rate(company):
    """Forget to take off the one."""
    return _value(company, rate=1.10 ** (1 / 12))


@base_value.mistake("The discount is a share: 10 % a year is 0.10, and 10 is 1,000 %.")
def per_cent_for_share(company):
    """Hand in the number of per cent, a month."""
    return _value(company, rate=10)


@base_value.mistake(
    "You took 10 % off a year. Money that costs 10 % is divided by 1.10: the rate of a month is 1.10 ** (1 / 12) - 1."
)
def nine_tenths(company):
    """Multiply by 0.9 a year."""
    return _value(company, rate=1 - 0.90 ** (1 / 12))


@base_value.mistake(
    "You turned 10 % a year into exp(0.10 / 12) - 1, as if interest were added at every moment. That makes 10.5 % a year."
)
def at_every_moment(company):
    """Take an annual rate for a continuous one."""
    return _value(company, rate=math.exp(0.10 / 12) - 1)


@base_value.mistake("There all money comes after three years. It comes at the end of each month: value() does that.")
def all_at_the_end(company):
    """Discount everything from the end."""
    table, buying, margin = _parts(company)
    return (buying.expected_purchases(table, 36) * margin).sum() / 1.10**3


@base_value.mistake("There margins come at the end of each year. Asked is the end of each month.")
def at_the_end_of_years(company):
    """Discount by whole years."""
    table, buying, margin = _parts(company)
    so_far = [0.0, *((buying.expected_purchases(table, 12 * year) * margin).sum() for year in (1, 2, 3))]
    return sum((so_far[year] - so_far[year - 1]) / 1.10**year for year in (1, 2, 3))


@base_value.mistake(
    "That is the BG/NBD, which calls all who bought once alive. Asked is the modified one, fit_mbg_nbd."
)
def the_other_model(company):
    """Take the BG/NBD."""
    table, _, margin = _parts(company)
    return methods.clv.value(methods.clv.fit_bg_nbd(table), table, margin, 36, 1.10 ** (1 / 12) - 1).sum()


@base_value.mistake("You took those who bought once as worth 0. A little is to be expected of them, too.")
def one_timers_at_zero(company):
    """Leave the one-timers out."""
    table, buying, margin = _parts(company)
    return methods.clv.value(buying, table, margin, 36, 1.10 ** (1 / 12) - 1)[table["frequency"] > 0].sum()


@base_value.mistake(
    "You gave everybody the same mean spend, known before any account is: take each account's expected spend."
)
def same_spend(company):
    """Take the population's mean spend."""
    table, buying, _ = _parts(company)
    spend = methods.clv.fit_gamma_gamma(table).mean_spend
    return methods.clv.value(buying, table, _rate(company) * spend, 36, 1.10 ** (1 / 12) - 1).sum()


@base_value.mistake("You took the margin rate of the last 365 days. Asked is the company's, over the whole file.")
def rate_of_last_year(company):
    """Take a year's margin rate."""
    year = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    return _value(company) / _rate(company) * year["margin"].sum() / year["revenue"].sum()


@base_value.mistake(
    "You averaged the lines' margin rates, so a small line weighs as much as a large one: divide sum by sum."
)
def mean_of_rates(company):
    """Average the rates of lines."""
    lines = methods.profit.with_margin(company.orders)
    return _value(company) / _rate(company) * (lines["margin"] / lines["revenue"].where(lines["revenue"] > 0)).mean()


base_value.hints(
    "Three parts: purchases (fit_mbg_nbd), spend (fit_gamma_gamma), and the share of revenue that is margin.",
    "The rate of a month is 1.10 ** (1 / 12) - 1. What was paid to win an account is spent: does it change what comes?",
    'methods.clv.value(buying, table, margin, 36, monthly, timing="end").sum()',
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
