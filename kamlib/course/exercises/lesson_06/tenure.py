"""Lesson 06, exercises on the loyal: what serving old and new accounts costs, and what those are worth that bring others."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number

CHURN = 0.10
WORTH = 8_000.0
ANYWAY = 0.40


@exercise(
    "6.8",
    "methods.equity.account_years gives a row a year of each relation. By how many *points* of revenue is serving cheaper in the 7th year "
    "and later than in the first year? (Add up cost, add up revenue, divide; 22 % against 15 % are 7 points.)",
    expects=Number("points", example="7.5", tolerance=0.02),
)
def cheaper_by_points(company):
    """Return the cost share of the first year less that of the oldest, in points."""
    opened = company.accounts.set_index("account_id")["opened_at"]
    years = methods.equity.account_years(company.orders, company.as_of, company.activities, company.deliveries, opened)
    sums = years.groupby("band")[["cost", "revenue"]].sum()
    cost_share = sums["cost"] / sums["revenue"]
    return 100 * (cost_share["first year"] - cost_share["7th year and later"])


@cheaper_by_points.mistake("That is a share. In points, 0.07 are 7.")
def as_a_share(company):
    """Forget to multiply."""
    return cheaper_by_points(company) / 100


@cheaper_by_points.mistake("That is by how many *per cent*. Points are the difference of the two percentages.")
def in_per_cent(company):
    """Divide by the first."""
    shares = _shares(company)
    return 100 * (1 - shares["7th year and later"] / shares["first year"])


@cheaper_by_points.mistake("Upside down: the first year costs more of its revenue, so what is saved is above 0.")
def wrong_sign(company):
    """Subtract the other way."""
    return -cheaper_by_points(company)


@cheaper_by_points.mistake(
    "You took the mean of each year's own share. There a tiny account counts as much as a large one: add up first, then divide."
)
def mean_of_shares(company):
    """Average over account-years."""
    years = _years(company)
    years = years[years["revenue"] > 0]
    mean = (years["cost"] / years["revenue"]).groupby(years["band"]).mean()
    return 100 * (mean["first year"] - mean["7th year and later"])


@cheaper_by_points.mistake("That is cost a year in money: a large account costs more. Asked is the share of revenue.")
def in_money(company):
    """Compare money."""
    cost = _years(company).groupby("band")["cost"].mean()
    return cost["first year"] - cost["7th year and later"]


@cheaper_by_points.mistake(
    "You left the deliveries out: most of what serving costs is the lorry. Hand in activities and deliveries."
)
def without_deliveries(company):
    """Count the diary alone."""
    shares = _shares(company, deliveries=None)
    return 100 * (shares["first year"] - shares["7th year and later"])


@cheaper_by_points.mistake(
    "You counted years from the first order in the file. Most accounts are older than the file: hand in opened_at."
)
def from_the_first_order(company):
    """Forget the opening day."""
    years = methods.equity.account_years(company.orders, company.as_of, company.activities, company.deliveries)
    sums = years.groupby("band")[["cost", "revenue"]].sum()
    cost_share = sums["cost"] / sums["revenue"]
    return 100 * (cost_share["first year"] - cost_share["4th to 6th year"])


@cheaper_by_points.mistake("You compared the 2nd and 3rd year. Asked is the first.")
def of_the_second(company):
    """Take another band."""
    shares = _shares(company)
    return 100 * (shares["2nd and 3rd year"] - shares["7th year and later"])


@cheaper_by_points.mistake("You compared with the 4th to 6th year. Asked is the 7th and later.")
def with_the_fourth(company):
    """Take another band."""
    shares = _shares(company)
    return 100 * (shares["first year"] - shares["4th to 6th year"])


@cheaper_by_points.mistake("You divided cost by margin. Asked is the share of revenue.")
def of_margin(company):
    """Divide by margin."""
    sums = _years(company).groupby("band")[["cost", "margin"]].sum()
    shares = sums["cost"] / sums["margin"]
    return 100 * (shares["first year"] - shares["7th year and later"])


cheaper_by_points.hints(
    'opened is company.accounts.set_index("account_id")["opened_at"]; account_years takes orders, as_of, activities, deliveries, opened.',
    "Two sums by band: cost and revenue. Then divide.",
    "First year less 7th year and later, times 100.",
)


@exercise(
    "6.9",
    "An account stays 10 years on average and is worth 8,000 by itself. It brings others at the rate of methods.equity.referral_rates (the "
    "row all). Suppose four in ten of these would have come anyway. What is it worth with those it brings, and those they bring? Discount "
    "nothing here.",
    expects=Number("an amount of money", tolerance=2.0),
)
def with_those_it_brings(company):
    """Return the value with the chain of referrals."""
    opened = company.accounts.set_index("account_id")["opened_at"]
    lives = methods.cohorts.lives(company.orders, company.as_of).set_index("account_id")
    ended = lives["ended_at"].where(lives["left"])
    begin = company.orders["ordered_at"].min().normalize()
    rates = methods.equity.referral_rates(company.referrals, opened, ended, begin, company.as_of)
    brought = 10 * rates.loc["all", "a_year"] * (1 - 0.40)
    return methods.equity.with_referrals(8_000, brought)


@with_those_it_brings.mistake(
    "You counted those who would have come anyway. Four in ten of them are no merit of the account that brought them."
)
def anyway_counted(company):
    """Forget those who come anyway."""
    return methods.equity.with_referrals(WORTH, _rate(company) / CHURN)


@with_those_it_brings.mistake("That is one year's referrals. It stays 10 years.")
def of_one_year(company):
    """Take a year for a life."""
    return methods.equity.with_referrals(WORTH, _rate(company) * (1 - ANYWAY))


@with_those_it_brings.mistake("You stopped at the first link: those that are brought bring others in their turn.")
def first_link(company):
    """Add the first generation alone."""
    return WORTH * (1 + _rate(company) / CHURN * (1 - ANYWAY))


@with_those_it_brings.mistake("You kept the four in ten who would have come anyway, and dropped the six that count.")
def anyway_alone(company):
    """Take the wrong share."""
    return methods.equity.with_referrals(WORTH, _rate(company) / CHURN * ANYWAY)


@with_those_it_brings.mistake(
    "You took referrals over accounts that were *brought* or won. The rate is what an account that is there brings in a year."
)
def share_of_the_new(company):
    """Divide by new accounts."""
    opened = company.accounts["opened_at"]
    new = (opened > company.orders["ordered_at"].min()).sum()
    return methods.equity.with_referrals(WORTH, len(company.referrals) / new * (1 - ANYWAY))


@with_those_it_brings.mistake("That is what the others add. The account's own 8,000 belongs to its worth.")
def others_alone(company):
    """Leave the account's own worth out."""
    return with_those_it_brings(company) - WORTH


@with_those_it_brings.mistake(
    "You took the rate of accounts in their first three years for all 10. They bring more, or fewer, later: take the row all."
)
def of_the_young(company):
    """Take the first band."""
    return methods.equity.with_referrals(WORTH, _rates(company).loc["first three years", "a_year"] * 10 * (1 - ANYWAY))


@with_those_it_brings.mistake(
    "You divided all referrals of the file by the accounts of the file: it is not 10 years long."
)
def of_the_file(company):
    """Take the file for a life."""
    return methods.equity.with_referrals(WORTH, len(company.referrals) / len(company.accounts) * (1 - ANYWAY))


@with_those_it_brings.mistake("You stopped at the first link, and counted those who would have come anyway.")
def first_link_all(company):
    """Both mistakes at once."""
    return WORTH * (1 + _rate(company) / CHURN)


with_those_it_brings.hints(
    "referral_rates takes referrals, the days accounts were opened and ended, and from when to when the file reaches.",
    "Referrals in a life: the rate a year, times 10, less the four in ten.",
    "methods.equity.with_referrals(8000, so_many) follows the chain.",
)


def _years(company, deliveries=...):
    opened = company.accounts.set_index("account_id")["opened_at"]
    drops = company.deliveries if deliveries is ... else deliveries
    return methods.equity.account_years(company.orders, company.as_of, company.activities, drops, opened)


def _shares(company, deliveries=...):
    sums = _years(company, deliveries).groupby("band")[["cost", "revenue"]].sum()
    return sums["cost"] / sums["revenue"]


def _rates(company):
    opened = company.accounts.set_index("account_id")["opened_at"]
    lives = methods.cohorts.lives(company.orders, company.as_of).set_index("account_id")
    ended = lives["ended_at"].where(lives["left"])
    begin = company.orders["ordered_at"].min().normalize()
    return methods.equity.referral_rates(company.referrals, opened, ended, begin, company.as_of)


def _rate(company):
    return _rates(company).loc["all", "a_year"]
