"""Lesson 05, the colleague's slip put right: what a new account was worth over its first three years."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_05.relation import _margin
from kamlib.course.expects import Money


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
    return 3 * _margin(company)


@newcomer.mistake(
    "You took three first years, discounted. Later years are not like the first: some leave, others grow."
)
def first_year_carried_on(company):
    """Carry the first year on, discounted."""
    return sum(_new(company)["year_1"].mean() / 1.10**year for year in (1, 2, 3))


@newcomer.mistake(
    "That is the average account of today, discounted. Those of today are mostly old, and the larger ones stayed: ask newcomers."
)
def of_today_discounted(company):
    """Take the average account, and discount."""
    return sum(_margin(company) / 1.10**year for year in (1, 2, 3))


@newcomer.mistake(
    "You filled years that are not over with 0. Not yet known is not nothing: leave them missing, and each year is averaged over those "
    "watched through it."
)
def unfinished_at_nothing(company):
    """Fill missing years with 0."""
    return methods.equity.worth_of_newcomers(_new(company).fillna({"year_1": 0, "year_2": 0, "year_3": 0}), 0.10)


@newcomer.mistake(
    "You added up each account's years, those not over at 0, and discounted nothing: take worth_of_newcomers."
)
def sum_of_years(company):
    """Add up rows."""
    return _new(company)[["year_1", "year_2", "year_3"]].sum(axis=1).mean()


@newcomer.mistake(
    "You kept only those watched for three years. Younger ones tell of the first year, too: each year has its own average."
)
def watched_throughout(company):
    """Drop rows with a missing year."""
    return methods.equity.worth_of_newcomers(_new(company).dropna(), 0.10)


@newcomer.mistake(
    "There each year's money comes at its start. Here it is discounted from its end, as worth_of_newcomers does."
)
def at_the_start_of_years(company):
    """Discount a year less."""
    return newcomer(company) * 1.10


@newcomer.mistake("You brought the result back three more years. worth_of_newcomers gives money of the day it was won.")
def brought_back_again(company):
    """Discount the result by three years."""
    return newcomer(company) / 1.10**3


@newcomer.mistake("The deliveries are missing: hand newcomers both tables of cost.")
def without_deliveries(company):
    """Leave out deliveries."""
    return methods.equity.worth_of_newcomers(
        methods.equity.newcomers(company.orders, company.as_of, company.get("activities")), 0.10
    )


@newcomer.mistake("The visits are missing: hand newcomers the activities, too.")
def without_visits(company):
    """Leave out activities."""
    return methods.equity.worth_of_newcomers(
        methods.equity.newcomers(company.orders, company.as_of, company.get("deliveries")), 0.10
    )


@newcomer.mistake("Those are two years. The question asks for three.")
def two_years(company):
    """Stop after two years."""
    return methods.equity.worth_of_newcomers(_new(company), 0.10, years=2)


@newcomer.mistake("The discount is a share: 10 % is 0.10, and 10 is 1,000 %.")
def per_cent_for_share_newcomer(company):
    """Hand in the number of per cent."""
    return methods.equity.worth_of_newcomers(_new(company), 10)


@newcomer.mistake("That is all new accounts together. Asked is one.")
def all_newcomers(company):
    """Add up."""
    new = _new(company)
    return newcomer(company) * len(new)


@newcomer.mistake("That is the habit of three first orders, and revenue at that. Ask what is left of it, year by year.")
def three_first_orders(company):
    """Take three first orders."""
    return 3 * _new(company)["first_revenue"].mean()


@newcomer.mistake("You took each year's median. Most bring little and a few bring much: for a price ask the mean.")
def middle_newcomer(company):
    """Take medians."""
    new = _new(company)
    return sum(new[f"year_{year}"].median() / 1.10**year for year in (1, 2, 3))


newcomer.hints(
    'newcomers takes orders, as_of, and the tables of costs: company.get("activities"), company.get("deliveries").',
    "Keep everybody in it, those that left too. Years that are not over are missing by themselves.",
    "methods.equity.worth_of_newcomers(new, 0.10, years=3)",
)


def _new(company):
    return methods.equity.newcomers(company.orders, company.as_of, company.get("activities"), company.get("deliveries"))
