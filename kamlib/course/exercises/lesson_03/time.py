"""Lesson 03, exercises on time: what an hour with the customers meets, and accounts that improve by themselves."""

from kamlib.course.exercise import exercise
from kamlib.course.expects import money
from kamlib.methods import last_days
from kamlib.methods.profit import by_stretch, with_margin, work

WORST = 20


@exercise(
    "3.7",
    "Take the 20 accounts with the most minutes in the diary of the last 365 days. What margin came in an hour of theirs?",
    expects=money,
)
def margin_an_hour(company):
    """Return the margin of the 20 accounts with the most diary minutes over their hours."""
    from kamlib import methods

    sold = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    visits = methods.last_days(company.activities, company.as_of)
    spent = visits.groupby("account_id")["minutes"].sum().nlargest(20) / 60
    brought = sold.groupby("account_id")["margin"].sum().reindex(spent.index, fill_value=0)
    return brought.sum() / spent.sum()


@margin_an_hour.mistake("That is the mean of twenty ratios. Add up margin, add up hours, and divide once.")
def mean_of_ratios(company):
    """Average the ratios."""
    hours, table = _hours(company)
    return (table["margin"] / hours).mean()


@margin_an_hour.mistake("That is margin a minute: an hour has sixty of them.")
def a_minute(company):
    """Forget the sixty."""
    return margin_an_hour(company) / 60


@margin_an_hour.mistake("That is revenue an hour. The goods must be paid from it first: take the margin.")
def revenue(company):
    """Take revenue."""
    hours, table = _hours(company)
    return table["revenue"].sum() / hours.sum()


@margin_an_hour.mistake("Those are the 20 accounts with the most margin. Ask for those with the most minutes.")
def most_margin(company):
    """Rank by margin."""
    orders = last_days(with_margin(company.orders), company.as_of)
    diary = last_days(company.activities, company.as_of)
    margin = orders.groupby("account_id")["margin"].sum().nlargest(20)
    return margin.sum() / (diary.groupby("account_id")["minutes"].sum().reindex(margin.index).sum() / 60)


@margin_an_hour.mistake(
    "Those hours are the lorries' as well. The question is about the diary: company.activities, not work."
)
def lorries_too(company):
    """Count the drops' minutes too."""
    done = work(company.orders, company.activities, company.deliveries)
    spent = last_days(done, company.as_of).groupby("account_id")["minutes"].sum().nlargest(20) / 60
    return _margin_of(company, spent.index) / spent.sum()


@margin_an_hour.mistake("That is after the cost of serving. Margin is what is left before it: add up margin.")
def profit_for_margin(company):
    """Take profit."""
    hours, table = _hours(company)
    done = work(company.orders, company.activities, company.deliveries)
    cost = last_days(done, company.as_of).groupby("account_id")["cost"].sum().reindex(hours.index)
    return (table["margin"].sum() - cost.sum()) / hours.sum()


@margin_an_hour.mistake("That is over all accounts: keep the 20 with the most minutes, their margin and their hours.")
def everybodys(company):
    """Take all accounts."""
    diary = last_days(company.activities, company.as_of)
    return _margin_of(company) / (diary["minutes"].sum() / 60)


@margin_an_hour.mistake("That is over all years: keep the last 365 days, in the diary and in the orders.")
def all_years(company):
    """Forget the year."""
    hours = company.activities.groupby("account_id")["minutes"].sum().nlargest(20) / 60
    margin = company.orders.groupby("account_id")["margin"].sum().reindex(hours.index, fill_value=0)
    return margin.sum() / hours.sum()


def _margin_of(company, accounts=None):
    orders = last_days(with_margin(company.orders), company.as_of)
    return orders.loc[orders["account_id"].isin(accounts) if accounts is not None else slice(None), "margin"].sum()


def _hours(company):
    orders = last_days(with_margin(company.orders), company.as_of)
    diary = last_days(company.activities, company.as_of)
    hours = diary.groupby("account_id")["minutes"].sum().nlargest(20) / 60
    return hours, orders.groupby("account_id")[["margin", "revenue"]].sum().reindex(hours.index, fill_value=0)


margin_an_hour.hints(
    "First find the twenty: minutes by account, .nlargest(20).",
    "Then their margin in the same year: .reindex(spent.index, fill_value=0) keeps the order.",
    "One division: all their margin over all their hours (minutes / 60).",
)


@exercise(
    "3.9",
    "A year earlier nobody had a programme. Take the 20 accounts whose margin fell most from the fourth year back to the "
    "third. By how much did it change in the year after, on average an account?",
    expects=money,
)
def by_themselves(company):
    """Return the mean change from the third year back to the second, of the 20 that had fallen most before."""
    from kamlib import methods

    yearly = methods.profit.by_stretch(methods.profit.with_margin(company.orders), company.as_of)
    worst_then = (yearly[2] - yearly[3]).nsmallest(20).index
    return (yearly[1] - yearly[2])[worst_then].mean()


@by_themselves.mistake(
    "That is the colleague's own number, from the programme's year. Go one year back, to a year without any programme."
)
def programme_year(company):
    """Keep the colleague's years."""
    yearly = by_stretch(with_margin(company.orders), company.as_of)
    return (yearly[0] - yearly[1])[(yearly[1] - yearly[2]).nsmallest(WORST).index].mean()


@by_themselves.mistake(
    "You chose them by the very change you then measure: of course they fell. Choose by one change, and look at the next."
)
def chosen_afterwards(company):
    """Choose by the change that is measured."""
    yearly = by_stretch(with_margin(company.orders), company.as_of)
    return (yearly[1] - yearly[2]).nsmallest(WORST).mean()


@by_themselves.mistake("That is how far they fell before. The question is what came in the year after.")
def the_fall(company):
    """Report the fall."""
    yearly = by_stretch(with_margin(company.orders), company.as_of)
    return (yearly[2] - yearly[3]).nsmallest(WORST).mean()


@by_themselves.mistake("That is the change of all accounts: the question is about the 20 that had fallen most.")
def everybody(company):
    """Take everybody."""
    yearly = by_stretch(with_margin(company.orders), company.as_of)
    return (yearly[1] - yearly[2]).mean()


@by_themselves.mistake("That is the sum of the twenty changes: an average account changed by a twentieth of it.")
def the_sum(company):
    """Add up instead of averaging."""
    return WORST * by_themselves(company)


@by_themselves.mistake(
    "Those are the 20 whose margin rose most. A fall is below zero: the smallest values, .nsmallest(20)."
)
def risen_most(company):
    """Choose the winners."""
    yearly = by_stretch(with_margin(company.orders), company.as_of)
    return (yearly[1] - yearly[2])[(yearly[2] - yearly[3]).nlargest(WORST).index].mean()


@by_themselves.mistake("The sign is the wrong way round: a change is the later year less the earlier one.")
def sign(company):
    """Turn the years."""
    return -by_themselves(company)


@by_themselves.mistake("That is the change over two years: look only at the year right after the fall.")
def two_years_on(company):
    """Measure up to the last year."""
    yearly = by_stretch(with_margin(company.orders), company.as_of)
    return (yearly[0] - yearly[2])[(yearly[2] - yearly[3]).nsmallest(WORST).index].mean()


by_themselves.hints(
    "Column 0 is the last year, 1 the one before it, and so on. Move every number of the code up by one.",
    "Choose the 20 smallest values of yearly[2] − yearly[3].",
    "For exactly these twenty, take the mean of yearly[1] − yearly[2].",
)
