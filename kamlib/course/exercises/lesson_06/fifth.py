"""Lesson 06, exercise on "80/20": what the best fifth of one year brings in the next."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise(
    "6.7",
    "Choose the best fifth of the accounts by revenue of 365 to 729 days ago (those with revenue above 0, a fifth rounded up). Which share "
    "of the revenue of the *last* 365 days came from them?",
    expects=share,
)
def fifth_a_year_on(company):
    """Choose by one year, and count in the next."""
    orders = company.orders
    age = (company.as_of - orders["ordered_at"].dt.normalize()).dt.days
    before = orders["revenue"][age.between(365, 729)].groupby(orders["account_id"]).sum()
    before = before[before > 0]
    best = before.nlargest(methods.concentration.accounts_in(0.20, len(before))).index
    now = orders["revenue"][age.between(0, 364)].groupby(orders["account_id"]).sum()
    now = now[now > 0]
    return now[now.index.isin(best)].sum() / now.sum()


@fifth_a_year_on.mistake("That is what they held in the year by which you chose them. Asked is the year after.")
def in_their_own_year(company):
    """Count in the year of choice."""
    before, _ = _years(company)
    return _best(before)[1] / before.sum()


@fifth_a_year_on.mistake(
    "That is the best fifth of the last year: chosen and counted in the same year. Choose by the year before."
)
def chosen_anew(company):
    """Choose again."""
    _, now = _years(company)
    return _best(now)[1] / now.sum()


@fifth_a_year_on.mistake("You divided by the revenue of the year before. Asked is the share of the last 365 days.")
def over_the_year_before(company):
    """Divide by the other year."""
    before, now = _years(company)
    return now[now.index.isin(_best(before)[0])].sum() / before.sum()


@fifth_a_year_on.mistake("That is the rest: what the other four fifths and new accounts brought.")
def the_rest(company):
    """Take one less the share."""
    return 1 - fifth_a_year_on(company)


@fifth_a_year_on.mistake(
    "That is how many of them are the best fifth again. Asked is the share of the revenue that they bring."
)
def how_many_again(company):
    """Count accounts."""
    before, now = _years(company)
    return _best(before)[0].isin(_best(now)[0]).mean()


@fifth_a_year_on.mistake(
    "You divided by the revenue of accounts that bought in both years. New accounts are part of the last year, too."
)
def without_new_ones(company):
    """Leave new accounts out."""
    before, now = _years(company)
    both = now[now.index.isin(before.index)]
    return both[both.index.isin(_best(before)[0])].sum() / both.sum()


@fifth_a_year_on.mistake("You chose by the whole file. Choose by the year before the last alone.")
def chosen_by_the_file(company):
    """Choose by all years."""
    _, now = _years(company)
    ever = company.orders.groupby("account_id")["revenue"].sum()
    return now[now.index.isin(_best(ever[ever > 0])[0])].sum() / now.sum()


@fifth_a_year_on.mistake(
    "You took those that hold 80 % of the revenue. A fifth is of the accounts, however much they hold."
)
def that_hold_80_per_cent(company):
    """Cut by revenue."""
    before, now = _years(company)
    ranked = before.sort_values(ascending=False)
    best = ranked[ranked.cumsum() <= 0.8 * ranked.sum()].index
    return now[now.index.isin(best)].sum() / now.sum()


@fifth_a_year_on.mistake(
    "You took a fifth of *all* accounts in the file. Take a fifth of those that bought in that year."
)
def fifth_of_everybody(company):
    """Take a fifth of too many."""
    before, now = _years(company)
    best = before.nlargest(methods.concentration.accounts_in(0.20, company.orders["account_id"].nunique())).index
    return now[now.index.isin(best)].sum() / now.sum()


@fifth_a_year_on.mistake("You chose by the number of order lines. Choose by revenue.")
def chosen_by_lines(company):
    """Choose by counts."""
    orders = company.orders
    age = (company.as_of - orders["ordered_at"].dt.normalize()).dt.days
    lines = orders["account_id"][age.between(365, 729)].value_counts()
    _, now = _years(company)
    return now[now.index.isin(_best(lines)[0])].sum() / now.sum()


fifth_a_year_on.hints(
    "Two sums of revenue by account: 365 to 729 days ago, and the last 365 days.",
    "The best fifth of the first: .nlargest(methods.concentration.accounts_in(0.20, len(before))).index.",
    "Of the second, those .isin(best), over all of the second.",
)


def _years(company):
    orders = company.orders
    age = (company.as_of - orders["ordered_at"].dt.normalize()).dt.days
    before = orders["revenue"][age.between(365, 729)].groupby(orders["account_id"]).sum()
    now = orders["revenue"][age.between(0, 364)].groupby(orders["account_id"]).sum()
    return before[before > 0], now[now > 0]


def _best(values):
    chosen = values.nlargest(methods.concentration.accounts_in(0.20, len(values)))
    return chosen.index, chosen.sum()
