"""Lesson 04, exercises on what was kept: customers, their revenue, and one rate in two coats."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, share


@exercise(
    "4.2",
    "Of the customers with revenue in the year before (365 to 729 days ago), a parent and its accounts counted once, which "
    "share had revenue in the last 365 days again?",
    expects=share,
)
def customers_kept(company):
    """Return the share of last year's customers that bought again."""
    card = company.accounts.set_index("account_id")
    customer = company.orders["account_id"].map(card["parent_id"].fillna(card.index.to_series()))
    age = (company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days
    year_before = company.orders["revenue"][(age >= 365) & (age < 730)].groupby(customer).sum()
    this_year = company.orders["revenue"][age < 365].groupby(customer).sum()
    were_here = year_before[year_before > 0]
    return were_here.index.isin(this_year[this_year > 0].index).mean()


@customers_kept.mistake(
    "Each account counts as a customer of its own there. Accounts of one parent leave together, and orders that move from "
    "one to another are no loss: roll them up."
)
def each_for_itself(company):
    """Forget the parents."""
    before, now = _years(company, company.orders["account_id"])
    return before.index.isin(now.index).mean()


@customers_kept.mistake(
    "Accounts without a parent fell out: grouping drops missing ids. Let them stand for themselves."
)
def orphans_lost(company):
    """Group by a column with missing values."""
    before, now = _years(
        company, company.orders["account_id"].map(company.accounts.set_index("account_id")["parent_id"])
    )
    return before.index.isin(now.index).mean()


@customers_kept.mistake("That is the share lost: the question asks for those kept.")
def lost(company):
    """Take the rest."""
    return 1 - customers_kept(company)


@customers_kept.mistake(
    "You began with this year's customers and looked back; new ones are among them. Begin with those of the year before."
)
def looked_back(company):
    """Divide by this year's customers."""
    before, now = _years(company, _customer(company))
    return now.index.isin(before.index).mean()


@customers_kept.mistake("That is the share of their revenue: here each customer counts once, large or small.")
def weighted(company):
    """Weigh by revenue."""
    before, now = _years(company, _customer(company))
    return before[before.index.isin(now.index)].sum() / before.sum()


@customers_kept.mistake(
    "You began with everybody who ever bought before this year: begin with those of the year before alone."
)
def of_all_earlier(company):
    """Take all earlier years."""
    who = _customer(company)
    age = (company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days
    earlier = company.orders["revenue"][age >= 365].groupby(who).sum()
    return earlier[earlier > 0].index.isin(_years(company, who)[1].index).mean()


customers_kept.hints(
    "Who is the customer behind each line? Its account's parent_id, or the account itself where that is missing.",
    "Two sums by customer: revenue of lines 365 to 729 days old, and of lines younger than 365 days.",
    "Of those above zero in the first sum, the share that is above zero in the second: .index.isin(...).mean().",
)


@exercise(
    "4.3",
    "What is net revenue retention: this year's revenue of the year before's customers, over what they brought then?",
    expects=Number("a factor", example="0.95", tolerance=1e-4),
)
def net_retention(company):
    """Return the revenue that last year's customers brought again, and more, over what they brought then."""
    card = company.accounts.set_index("account_id")
    customer = company.orders["account_id"].map(card["parent_id"].fillna(card.index.to_series()))
    age = (company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days
    year_before = company.orders["revenue"][(age >= 365) & (age < 730)].groupby(customer).sum()
    this_year = company.orders["revenue"][age < 365].groupby(customer).sum()
    were_here = year_before[year_before > 0]
    return this_year.reindex(were_here.index).fillna(0).sum() / were_here.sum()


@net_retention.mistake(
    "That is a mean of ratios: a tiny customer that tripled weighs as much as your largest. Divide sum by sum."
)
def mean_of_ratios(company):
    """Average the customers' ratios."""
    before, now = _years(company, _customer(company))
    return (now.reindex(before.index).fillna(0) / before).mean()


@net_retention.mistake("New customers are in it: count only those that bought in the year before.")
def with_the_new(company):
    """Divide this year's revenue by last year's."""
    before, now = _years(company, _customer(company))
    return now.sum() / before.sum()


@net_retention.mistake("That is gross retention: growth was cut off at what each brought before. Net lets it in.")
def gross(company):
    """Cap each customer at last year's revenue."""
    before, now = _years(company, _customer(company))
    return now.reindex(before.index).fillna(0).clip(upper=before).sum() / before.sum()


@net_retention.mistake("Those who left are missing below the line, too: what they brought before belongs there.")
def survivors_only(company):
    """Leave the lost out of the base."""
    before, now = _years(company, _customer(company))
    return now.reindex(before.index).sum() / before[before.index.isin(now.index)].sum()


@net_retention.mistake("That is the change. Retention is what is left of 1: add 1 to it.")
def change_alone(company):
    """Take one off."""
    return net_retention(company) - 1


@net_retention.mistake("Upside down: that is what they brought then over what they bring now.")
def upside_down(company):
    """Divide the wrong way."""
    return 1 / net_retention(company)


@net_retention.mistake(
    "Each account counts for itself there: orders that moved to a sister account look lost. Take the customers of 4.2."
)
def of_accounts(company):
    """Forget the parents."""
    before, now = _years(company, company.orders["account_id"])
    return now.reindex(before.index).fillna(0).sum() / before.sum()


net_retention.hints(
    "The two sums of exercise 4.2 are all you need.",
    "Below the line: what all customers of the year before brought then. Above it: what these same ones bring now.",
    "this_year.reindex(were_here.index).fillna(0).sum() / were_here.sum()",
)


@exercise(
    "4.4",
    "A rival opens next door, and account retention falls by 5 % of what it is now (each account for itself). Which share of "
    "those still here then leaves in a month, if it is the same every month?",
    expects=Number("a share a month", example="0.0123", tolerance=5e-5),
)
def monthly_loss(company):
    """Return the monthly rate that adds up to a year's loss at 95 % of today's retention."""
    today = methods.cohorts.retention(company.orders, company.as_of).logo_retention
    return 1 - (0.95 * today) ** (1 / 12)


@monthly_loss.mistake(
    "Divided by twelve: but each month only those still here can leave, so twelve such months lose less than the year does."
)
def by_twelve(company):
    """Divide the annual rate by twelve."""
    return (1 - 0.95 * _account_retention(company)) / 12


@monthly_loss.mistake("You took off 5 points. 5 per cent of retention is less than that: multiply by 0.95.")
def points(company):
    """Take points for per cent."""
    return 1 - (_account_retention(company) - 0.05) ** (1 / 12)


@monthly_loss.mistake("You let the losses rise by 5 %; it is retention that falls by 5 %, which is far more.")
def of_the_losses(company):
    """Take the percentage of the wrong number."""
    return 1 - (1 - 1.05 * (1 - _account_retention(company))) ** (1 / 12)


@monthly_loss.mistake("That is the share kept in a month: one minus it leaves.")
def kept_in_a_month(company):
    """Take the rest."""
    return (0.95 * _account_retention(company)) ** (1 / 12)


@monthly_loss.mistake("That is the loss of a year: twelve months of what share make it?")
def of_a_year(company):
    """Forget the months."""
    return 1 - 0.95 * _account_retention(company)


@monthly_loss.mistake("That is what leaves in a month today. The rival has come: retention is 5 % lower than that.")
def without_the_rival(company):
    """Forget the fall."""
    return 1 - _account_retention(company) ** (1 / 12)


@monthly_loss.mistake(
    "Two slips at once: 5 points are not 5 per cent, and a year's loss is not twelve times a month's. Multiply by 0.95, then take "
    "the twelfth root."
)
def points_by_twelve(company):
    """Take points, and divide."""
    return (1 - (_account_retention(company) - 0.05)) / 12


@monthly_loss.mistake(
    "You took the 5 % off what is kept in a month, and would lose them every month: they come off the year's retention, once."
)
def off_every_month(company):
    """Take it off the monthly rate."""
    return 1 - 0.95 * _account_retention(company) ** (1 / 12)


@monthly_loss.mistake("That begins with customers, parents counted once. Here each account counts for itself.")
def of_customers(company):
    """Roll up to parents."""
    before, now = _years(company, _customer(company))
    return 1 - (0.95 * before.index.isin(now.index).mean()) ** (1 / 12)


monthly_loss.hints(
    "Retention falls by 5 % of itself: from 0.80 to 0.76, say. Multiply; do not subtract.",
    "What is kept in a month, multiplied by itself twelve times, is what is kept in a year.",
    "1 - (0.95 * retention) ** (1 / 12), with logo_retention of methods.cohorts.retention(company.orders, company.as_of).",
)


def _customer(company):
    card = company.accounts.set_index("account_id")
    return company.orders["account_id"].map(card["parent_id"].fillna(card.index.to_series()))


def _years(company, who):
    """Return the revenue above zero of the year before and of this year, by whoever stands in `who`."""
    age = (company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days
    before = company.orders["revenue"][(age >= 365) & (age < 730)].groupby(who).sum()
    now = company.orders["revenue"][age < 365].groupby(who).sum()
    return before[before > 0], now[now > 0]


def _account_retention(company):
    return methods.cohorts.retention(company.orders, company.as_of, resamples=2).logo_retention
