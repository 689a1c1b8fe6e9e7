"""Lesson 06, exercises on the leaky bucket and on the colleague's slip: months, years and the discount between them."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, Number

KEPT_A_MONTH = 0.98
RATE = 0.10


@exercise(
    "6.10",
    "How many accounts were opened a year since the first order in the file (years of 365.25 days)? And of the accounts that bought 365 to "
    "729 days ago, which share bought nothing since? If both go on like this: at how many accounts does the base settle?",
    expects=Number("accounts", tolerance=0.6),
)
def where_it_settles(company):
    """Divide new accounts a year by the share that leaves."""
    ordered, opened = company.orders["ordered_at"].dt.normalize(), company.accounts["opened_at"]
    years = (company.as_of - ordered.min()).days / 365.25
    new_a_year = (opened > ordered.min()).sum() / years
    age = (company.as_of - ordered).dt.days
    before = set(company.orders["account_id"][age.between(365, 729)])
    now = set(company.orders["account_id"][age.between(0, 364)])
    churn = len(before - now) / len(before)
    return methods.equity.steady_base(new_a_year, churn)


@where_it_settles.mistake(
    "You divided by the share that *stays*. As many leave as come where base × churn is what comes."
)
def by_retention(company):
    """Divide by retention."""
    return _new(company) / (1 - _churn(company))


@where_it_settles.mistake(
    "That is next year's base: today's less those who leave and with those who come. It goes on moving until as many leave as come."
)
def next_year(company):
    """Go one step."""
    here = _bought(company, 0, 364)
    return len(here) * (1 - _churn(company)) + _new(company)


@where_it_settles.mistake("You took all accounts opened since the file began. Asked are those of one year.")
def new_of_all_years(company):
    """Forget to divide by years."""
    return _new(company) * _file_years(company) / _churn(company)


@where_it_settles.mistake("That is today's base, at which it would settle only if as many came as leave.")
def as_today(company):
    """Take today's accounts."""
    return float(len(_bought(company, 0, 364)))


@where_it_settles.mistake(
    "That is how many more leave than come in a year, or come than leave. It settles where the two are equal."
)
def the_difference(company):
    """Subtract."""
    return _new(company) - _churn(company) * len(_bought(company, 365, 729))


@where_it_settles.mistake("You divided by how *many* left. Divide by the share.")
def by_how_many(company):
    """Divide by a count."""
    return _new(company) / (_churn(company) * len(_bought(company, 365, 729)))


@where_it_settles.mistake(
    "You divided by the share of *all* accounts that bought nothing in the last year. Those that left years ago are among them."
)
def of_all_ever(company):
    """Take everybody who ever bought."""
    ever = set(company.orders["account_id"])
    return _new(company) / (len(ever - _bought(company, 0, 364)) / len(ever))


@where_it_settles.mistake("Churn is a share: 12 % is 0.12, and 12 is 1,200 %.")
def per_cent_for_share(company):
    """Hand in the number of per cent."""
    return _new(company) / (100 * _churn(company))


@where_it_settles.mistake(
    "That is how many come in a year. The base settles at that number over the share that leaves."
)
def new_alone(company):
    """Stop before dividing."""
    return _new(company)


@where_it_settles.mistake(
    "You took the accounts opened in the last 365 days alone. Asked is a year's mean since the file began."
)
def new_of_last_year(company):
    """Take one year's openings."""
    opened = company.accounts["opened_at"]
    return ((company.as_of - opened).dt.days < 365).sum() / _churn(company)


where_it_settles.hints(
    "Two numbers: new accounts a year, and the share of accounts that leave in a year.",
    "New: opened after the first order of the file, over its years. Churn: of those that bought in the year before, the share missing now.",
    "methods.equity.steady_base(new_a_year, churn).",
)


@exercise(
    "6.11",
    "Do it properly. An account leaves the margin of an average month of the last 365 days (all margin, over 12 and over the accounts that "
    "bought). 98 % stay each month, money costs 10 % a *year*, each margin comes at the end of its month. What is an account worth, "
    "without end?",
    expects=Money(relative=5e-4),
)
def months_throughout(company):
    """Bring the discount to months as well."""
    year = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    margin_a_month = year["margin"].sum() / year["account_id"].nunique() / 12
    discount_a_month = 1.10 ** (1 / 12) - 1
    return margin_a_month * methods.equity.margin_multiple(0.98, discount_a_month)


@months_throughout.mistake(
    "That is the colleague's number: a year's discount on every month. Nobody pays 10 % a month."
)
def the_colleague(company):
    """Mix month and year."""
    return _month(company) * methods.equity.margin_multiple(KEPT_A_MONTH, RATE)


@months_throughout.mistake(
    "You took 98 % for a year. Where 98 % stay each month, 78 % stay in a year (0.98 twelve times)."
)
def kept_a_year(company):
    """Take the month's retention for a year's."""
    return 12 * _month(company) * methods.equity.margin_multiple(KEPT_A_MONTH, RATE)


@months_throughout.mistake(
    "You took a twelfth of the discount. Twelve of these make more than 10 % a year: take 1.10 ** (1 / 12) - 1."
)
def a_twelfth(company):
    """Divide the rate by twelve."""
    return _month(company) * methods.equity.margin_multiple(KEPT_A_MONTH, RATE / 12)


@months_throughout.mistake("There the first margin comes at once. Asked is at the end of each month.")
def at_once(company):
    """Take the other timing."""
    return _month(company) * methods.equity.margin_multiple(KEPT_A_MONTH, _month_rate(), timing="start")


@months_throughout.mistake("You took a year's margin with the rates of a month: twelve times too much.")
def a_year_s_margin(company):
    """Mix a year's margin with monthly rates."""
    return 12 * months_throughout(company)


@months_throughout.mistake(
    "You worked in years: the year's margin at the end of a year, from those who stayed for all of it. The question has twelve payments."
)
def years_throughout(company):
    """Bring everything to years."""
    return 12 * _month(company) * methods.equity.margin_multiple(KEPT_A_MONTH**12, RATE)


@months_throughout.mistake("Nothing is discounted there: 50 months of margin, less the first.")
def undiscounted(company):
    """Forget the discount."""
    return _month(company) * KEPT_A_MONTH / (1 - KEPT_A_MONTH)


@months_throughout.mistake("That is revenue. An account is worth the margin it leaves.")
def of_revenue(company):
    """Take revenue."""
    year = methods.last_days(company.orders, company.as_of)
    revenue = year["revenue"].sum() / year["account_id"].nunique() / 12
    return revenue * methods.equity.margin_multiple(KEPT_A_MONTH, _month_rate())


@months_throughout.mistake(
    "You divided by all accounts that ever bought. Asked are those that bought in the last 365 days."
)
def of_all_accounts(company):
    """Divide by too many."""
    year = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    month = year["margin"].sum() / company.orders["account_id"].nunique() / 12
    return month * methods.equity.margin_multiple(KEPT_A_MONTH, _month_rate())


@months_throughout.mistake("You stopped after twelve months. Without end, later months count too.")
def one_year(company):
    """Take a horizon."""
    return _month(company) * methods.equity.margin_multiple(KEPT_A_MONTH, _month_rate(), years=12)


months_throughout.hints(
    "Margin, retention and discount have to speak of the same period. Two are of a month.",
    "A month's discount is 1.10 ** (1 / 12) - 1.",
    "methods.equity.margin_multiple takes any period, as long as both rates are of it.",
)


def _bought(company, youngest, oldest):
    age = (company.as_of - company.orders["ordered_at"].dt.normalize()).dt.days
    return set(company.orders["account_id"][age.between(youngest, oldest)])


def _churn(company):
    before = _bought(company, 365, 729)
    return len(before - _bought(company, 0, 364)) / len(before)


def _file_years(company):
    return (company.as_of - company.orders["ordered_at"].min().normalize()).days / 365.25


def _new(company):
    return (company.accounts["opened_at"] > company.orders["ordered_at"].min().normalize()).sum() / _file_years(company)


def _month(company):
    year = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    return year["margin"].sum() / year["account_id"].nunique() / 12


def _month_rate():
    return (1 + RATE) ** (1 / 12) - 1
