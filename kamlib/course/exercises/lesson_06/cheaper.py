"""Lesson 06, exercises on the saying "six times cheaper to keep": as it is counted, and as it should be."""

import math

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, Number
from kamlib.tables import larkfield


@exercise(
    "6.1",
    "Over all years of company.programmes: how many times as much does an account won (getting) cost as an account kept (keeping), "
    "counted as it usually is, over everybody who responded?",
    expects=Number("a factor", example="5.2", tolerance=0.005),
)
def as_counted(company):
    """Divide cost by responses, aim by aim."""
    sums = company.programmes.groupby("aim")[["spending", "responded"]].sum()
    cost = sums["spending"] / sums["responded"]
    return cost["getting"] / cost["keeping"]


@as_counted.mistake("Upside down: that is what keeping costs over what getting costs.")
def upside_down(company):
    """Divide the other way."""
    return 1 / as_counted(company)


@as_counted.mistake(
    "That is money over money: keeping is spent on many more accounts. Divide each by its own accounts first."
)
def money_over_money(company):
    """Forget the accounts."""
    spending = company.programmes.groupby("aim")["spending"].sum()
    return spending["getting"] / spending["keeping"]


@as_counted.mistake("You divided by those approached. The saying counts those who came, or stayed: responded.")
def of_approached(company):
    """Divide by approached."""
    sums = company.programmes.groupby("aim")[["spending", "approached"]].sum()
    cost = sums["spending"] / sums["approached"]
    return cost["getting"] / cost["keeping"]


@as_counted.mistake(
    "You took the mean of each programme's cost. A programme with few accounts then counts as much as one with many: add up first, "
    "then divide."
)
def mean_of_programmes(company):
    """Average over programmes."""
    cost = methods.equity.average_costs(company.programmes, by="programme")["cost"]
    aim = company.programmes.groupby("programme")["aim"].first()
    mean = cost.groupby(aim).mean()
    return mean["getting"] / mean["keeping"]


@as_counted.mistake("That is the last year alone. Asked is over all years of the table.")
def last_year(company):
    """Take one year."""
    table = company.programmes
    return methods.equity.times_cheaper(table[table["started_at"] == table["started_at"].max()])


@as_counted.mistake(
    "You took the mean of the years' factors. Add up money and accounts over the years first, then divide."
)
def mean_of_years(company):
    """Average the yearly factors."""
    years = company.programmes.groupby("started_at")
    return years[["aim", "spending", "approached", "responded"]].apply(methods.equity.times_cheaper).mean()


@as_counted.mistake(
    "You took rows for accounts: a mean of each row's cost. Add up spending and responded by aim, then divide."
)
def mean_of_rows(company):
    """Average over rows."""
    table = company.programmes[company.programmes["responded"] > 0]
    mean = (table["spending"] / table["responded"]).groupby(table["aim"]).mean()
    return mean["getting"] / mean["keeping"]


@as_counted.mistake(
    "That is how many times as *many* accounts were kept as won. Asked is what one costs against the other."
)
def many(company):
    """Divide accounts by accounts."""
    responded = company.programmes.groupby("aim")["responded"].sum()
    return responded["keeping"] / responded["getting"]


@as_counted.mistake("That is what one won costs *less* one kept, in money. Asked is how many times as much.")
def less(company):
    """Subtract."""
    cost = methods.equity.average_costs(company.programmes)["cost"]
    return cost["getting"] - cost["keeping"]


as_counted.hints(
    "Two sums by aim: the money, and those who responded.",
    "Money over accounts, for getting and for keeping.",
    'cost["getting"] / cost["keeping"]',
)


@exercise(
    "6.2",
    "In the trial, what did the year-end bonus cost for each account that stayed because of it? Take the usual money, and mind those "
    "who stay without any.",
    expects=Money(relative=5e-4),
)
def because_of_the_bonus(company):
    """Divide the usual money by those who stayed because of it."""
    bonus = larkfield.pilots_told(company.truth).loc["year-end bonus"]
    stayed_because = (bonus["came_usual"] - bonus["came_none"]) / bonus["branch_years"]
    return bonus["spending_usual"] / stayed_because if stayed_because > 0 else math.inf


@because_of_the_bonus.mistake(
    "You divided by everybody who stayed. In the branches that paid nothing nearly as many stayed: take these off first."
)
def everybody(company):
    """Forget the branches without a bonus."""
    bonus = _bonus(company)
    return bonus["spending_usual"] / (bonus["came_usual"] / bonus["branch_years"])


@because_of_the_bonus.mistake(
    "The money is that of one branch, and your accounts are those of all branch-years: divide them by branch_years."
)
def of_all_branches(company):
    """Mix a branch and all."""
    bonus = _bonus(company)
    return bonus["spending_usual"] / (bonus["came_usual"] - bonus["came_none"])


@because_of_the_bonus.mistake("That is twice the money over the accounts it kept. Asked is the usual money.")
def of_double(company):
    """Take the third arm."""
    bonus = _bonus(company)
    return bonus["spending_double"] / ((bonus["came_double"] - bonus["came_none"]) / bonus["branch_years"])


@because_of_the_bonus.mistake(
    "That is what *one more* costs, from the usual money to twice as much. Asked is the usual money against none."
)
def one_more(company):
    """Take the next account."""
    return methods.equity.pilot_costs(larkfield.pilots_told(company.truth)).loc["year-end bonus", "next_one"]


@because_of_the_bonus.mistake(
    "You set twice as much money's accounts against the usual money. Both have to be of the same arm."
)
def arms_mixed(company):
    """Mix arms."""
    bonus = _bonus(company)
    return bonus["spending_usual"] / ((bonus["came_double"] - bonus["came_none"]) / bonus["branch_years"])


@because_of_the_bonus.mistake("That is how many stayed because of it in a branch. Asked is what one of them costs.")
def accounts_only(company):
    """Forget the money."""
    bonus = _bonus(company)
    return (bonus["came_usual"] - bonus["came_none"]) / bonus["branch_years"]


@because_of_the_bonus.mistake(
    "That is the bonus in company.programmes over everybody who stayed. The trial tells what would have happened without it."
)
def of_the_programmes(company):
    """Take the observed average."""
    return methods.equity.average_costs(company.programmes, by="programme").loc["year-end bonus", "cost"]


@because_of_the_bonus.mistake(
    "You took the arm without money for those who stayed because of it. It holds those who stay anyway."
)
def of_none(company):
    """Divide by those of no money."""
    bonus = _bonus(company)
    return bonus["spending_usual"] / (bonus["came_none"] / bonus["branch_years"])


@because_of_the_bonus.mistake("That is the row of the visits. Asked is the year-end bonus.")
def of_the_visits(company):
    """Take another programme."""
    return methods.equity.pilot_costs(larkfield.pilots_told(company.truth)).loc["visits to the silent", "additional"]


because_of_the_bonus.hints(
    'larkfield.pilots_told(company.truth).loc["year-end bonus"] is the row. The money in it is that of one branch and year.',
    "How many stayed with the usual money, how many with none, in a branch? The difference is what the bonus did.",
    "spending_usual over that difference.",
)


def _bonus(company):
    return larkfield.pilots_told(company.truth).loc["year-end bonus"]
