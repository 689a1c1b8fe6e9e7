"""Lesson 05, exercises on the relationship: what it is worth to win an account, when it pays back, what the last one cost."""

import pandas as pd

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, count


@exercise(
    "5.1",
    "Take what an account that bought in the last 365 days left in them, on average, as margin a year. Of those, 80 % stay each "
    "year; money costs 10 % a year. The first margin comes at once, without end. What is such an account worth?",
    expects=Money(relative=5e-4),
)
def worth_at_once(company):
    """Return margin a year times the multiple, the first margin now."""
    orders = methods.profit.with_margin(company.orders)
    year = methods.last_days(orders, company.as_of)
    margin = year["margin"].sum() / year["account_id"].nunique()
    return margin * methods.equity.margin_multiple(0.80, 0.10, timing="start")


@worth_at_once.mistake(
    "There the first margin comes after a year, from those who stayed. Asked is: at once, from everybody."
)
def after_a_year(company):
    """Take the wrong timing."""
    return _margin(company) * methods.equity.margin_multiple(0.80, 0.10, timing="end")


@worth_at_once.mistake("That is revenue. What is worth something is margin: what is left after the goods are paid.")
def of_revenue(company):
    """Take revenue."""
    year = _year(company)
    return year["revenue"].sum() / year["account_id"].nunique() * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake(
    "You took the margin of a month with the rates of a year. Margin and rates need the same period."
)
def of_a_month(company):
    """Mix month and year."""
    return worth_at_once(company) / 12


@worth_at_once.mistake(
    "That is one over the loss, without any discount: money of later years counts as if it came today."
)
def without_discount(company):
    """Forget the discount."""
    return _margin(company) / 0.20


@worth_at_once.mistake(
    "That is one margin over 0.30: you added loss and discount (10 points off the 80 %), or discounted the result once more. The "
    "multiple divides what stays by 1.10, once a year."
)
def added_up(company):
    """Add discount to loss; discounting twice gives the same number."""
    return _margin(company) / (1 - 0.80 + 0.10)


@worth_at_once.mistake(
    "You multiplied by 0.9 each year, 10 per cent off what stays. Money that costs 10 % a year is divided by 1.10: a year later 100 "
    "are worth 90.91, not 90."
)
def ten_per_cent_of_retention(company):
    """Take the discount off retention."""
    return _margin(company) / (1 - 0.72)


@worth_at_once.mistake(
    "There nobody pays at once and nothing is discounted: 0.80 over 0.20. Begin with the first margin, and discount the later ones."
)
def after_a_year_undiscounted(company):
    """Take the wrong timing, and forget the discount."""
    return 4 * _margin(company)


@worth_at_once.mistake("You stopped after five years. Without end, the years after the fifth count too: years=None.")
def five_years(company):
    """Take five years, the mean stay, for the horizon."""
    return _margin(company) * methods.equity.margin_multiple(0.80, 0.10, "start", years=5)


@worth_at_once.mistake("You took 20 % for what stays; 20 % leave each year, and 80 % stay.")
def churn_for_retention(company):
    """Hand in the loss."""
    return _margin(company) * methods.equity.margin_multiple(0.20, 0.10, "start")


@worth_at_once.mistake(
    "You divided by all accounts that ever bought. Asked are those that bought in the last 365 days."
)
def of_all_ever(company):
    """Divide by too many."""
    margin = _year(company)["margin"].sum() / company.orders["account_id"].nunique()
    return margin * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake("That is one year's margin. The account stays for more: multiply.")
def one_year(company):
    """Stop after a year."""
    return _margin(company)


@worth_at_once.mistake("That is the median account. On average means the mean: the few large ones count in it.")
def middle_account(company):
    """Take the median."""
    middle = _year(company).groupby("account_id")["margin"].sum().median()
    return middle * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake("That is all accounts together. Divide by how many bought in these 365 days.")
def all_together(company):
    """Forget to divide."""
    return _year(company)["margin"].sum() * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake(
    "Those are 366 days: the day 365 days ago is one too many. Take methods.last_days, or > in place of >=."
)
def a_day_too_many(company):
    """Count both ends."""
    lines = methods.profit.with_margin(company.orders)
    year = lines[lines["ordered_at"].dt.normalize() >= company.as_of - pd.Timedelta(days=365)]
    margin = year["margin"].sum() / year["account_id"].nunique()
    return margin * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake("You took the margin of the whole file for that of a year. Keep the last 365 days.")
def whole_file(company):
    """Take all years for one."""
    lines = methods.profit.with_margin(company.orders)
    a_file = lines["margin"].sum() / lines["account_id"].nunique()
    return a_file * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake("That is the mean order line. Add up each account's year first.")
def mean_line(company):
    """Average lines."""
    return _year(company)["margin"].mean() * methods.equity.margin_multiple(0.80, 0.10, "start")


@worth_at_once.mistake("That is the multiple alone, in years' margins. Multiply it by the margin of a year.")
def multiple_alone(company):
    """Forget the money."""
    return methods.equity.margin_multiple(0.80, 0.10, "start")


worth_at_once.hints(
    "methods.profit.with_margin(company.orders) has a margin on every line; methods.last_days keeps the last 365 days.",
    'Divide the margin of the year by how many accounts bought in it (["account_id"].nunique()).',
    'Times methods.equity.margin_multiple(0.80, 0.10, timing="start").',
)


@exercise(
    "5.2",
    "It costs two years' margin to win an account. 80 % stay each year, money costs 10 % a year, each margin comes at the end of "
    "its year. After how many whole years has the average account paid back what it cost?",
    expects=count,
)
def pays_back(company):
    """Return the first year at whose end the multiple reaches two years' margins."""
    years = range(1, 30)
    so_far = [methods.equity.margin_multiple(0.80, 0.10, "end", years=year) for year in years]
    return next(year for year, worth in zip(years, so_far, strict=True) if worth >= 2)


@pays_back.mistake("Two margins are two years only if everybody stays and money costs nothing.")
def two(company):
    """Divide cost by margin."""
    return 2


@pays_back.mistake(
    "Three is too early. Did you let the first margin come at once, or nobody leave? Here each margin comes at the end of its year, "
    "from those still here."
)
def paid_at_once(company):
    """Take the wrong timing."""
    return _first(0.80 / 1.10, 0)


@pays_back.mistake(
    "After four years it has not quite paid back. Without the discount it would have: money costs 10 % a year too. (Or did you call "
    "the first year 0?)"
)
def undiscounted(company):
    """Forget the discount."""
    return _first(0.80, 1)


@pays_back.mistake("A year too far: the margin that pays it back comes at the end of the year before.")
def year_too_far(company):
    """Count the year after."""
    return pays_back(company) + 1


@pays_back.mistake(
    "You divided two margins by 0.20, or spread them over the mean stay. Add up the margins year by year: years=1, 2, 3 …"
)
def over_the_loss(company):
    """Divide by the loss."""
    return 10


@pays_back.mistake("Those are months. Count in years.")
def in_months(company):
    """Answer in months."""
    return 12 * pays_back(company)


pays_back.hints(
    "methods.equity.margin_multiple has an argument years: the value of so many years, in margins.",
    'Try years=1, 2, 3 … with 0.80, 0.10 and timing="end".',
    "The first that reaches 2 is the answer.",
)


@exercise(
    "5.10",
    "On fairs you spent 10,000 and won 40 accounts. A larger stand at 14,000 would win 44. What does each of the additional "
    "accounts cost? Hold that against what an account is worth.",
    expects=Money(),
)
def marginal_cost(company):
    """Return what is spent more over what is won more."""
    more_money = 14_000 - 10_000
    more_accounts = 44 - 40
    return more_money / more_accounts


@marginal_cost.mistake(
    "That is the average over all 44. The first 40 come without the larger stand: ask what the last four cost."
)
def average_cost(company):
    """Divide all by all."""
    return 14_000 / 44


@marginal_cost.mistake("That is the average of the small stand. The question is about the accounts that come on top.")
def average_before(company):
    """Take the old average."""
    return 10_000 / 40


@marginal_cost.mistake(
    "That is how much the average rises. The four on top cost far more: divide the additional money by them."
)
def rise_of_the_average(company):
    """Subtract averages."""
    return 14_000 / 44 - 10_000 / 40


@marginal_cost.mistake("You divided the whole budget by the four. The first 10,000 is spent either way.")
def all_on_the_last(company):
    """Charge everything to the last."""
    return 14_000 / 4


@marginal_cost.mistake(
    "You spread the additional money over all 44. It brings four accounts, and the other 40 come without it."
)
def spread_over_all(company):
    """Divide the new money by everybody."""
    return (14_000 - 10_000) / 44


@marginal_cost.mistake("You spread the additional money over the first 40. They come without it: divide by the four.")
def spread_over_the_first(company):
    """Divide the new money by the old accounts."""
    return (14_000 - 10_000) / 40


@marginal_cost.mistake("That is for the four together. What does each of them cost?")
def four_together(company):
    """Forget to divide."""
    return 14_000 - 10_000


marginal_cost.hints(
    "Which money is spent only with the larger stand?",
    "How many accounts come only with it?",
    "The one divided by the other.",
)


def _year(company):
    return methods.last_days(methods.profit.with_margin(company.orders), company.as_of)


def _margin(company):
    year = _year(company)
    return year["margin"].sum() / year["account_id"].nunique()


def _first(step, first):
    total, year = 0.0, 0
    while total < 2:
        total += step ** (year + first)
        year += 1
    return year
