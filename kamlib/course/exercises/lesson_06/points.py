"""Lesson 06, exercises on five points of retention: what they do to a lifetime, and what they do to a year."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number


@exercise(
    "6.5",
    "Which share of the accounts of the year before was kept into the last year (methods.cohorts.retention, logo_retention)? Now five "
    "points fewer leave. By which share does the value of an account rise, at 10 % a year, the first margin after a year?",
    expects=Number("a share of today's value", example="0.25", tolerance=5e-4),
)
def lifetime_of_points(company):
    """Return the rise of the multiple for five points more."""
    kept = methods.cohorts.retention(company.orders, company.as_of).logo_retention
    before = methods.equity.margin_multiple(kept, 0.10)
    after = methods.equity.margin_multiple(kept + 0.05, 0.10)
    return after / before - 1


@lifetime_of_points.mistake(
    "You took five per cent more, kept times 1.05. A point is a hundredth of the whole: add 0.05."
)
def per_cent_for_points(company):
    """Multiply by 1.05."""
    kept = _kept(company)
    return methods.equity.margin_multiple(min(1.05 * kept, 1.0), 0.10) / methods.equity.margin_multiple(kept, 0.10) - 1


@lifetime_of_points.mistake(
    "There the first margin comes at once. It does not change with retention, so the rise looks smaller."
)
def first_margin_counted(company):
    """Take the other timing."""
    return methods.equity.value_of_points(0.05, _kept(company), 0.10, timing="start")


@lifetime_of_points.mistake("That is one plus the rise. By which share it rises: take 1 off.")
def one_plus(company):
    """Forget to take one off."""
    return 1 + lifetime_of_points(company)


@lifetime_of_points.mistake(
    "You compared years of staying, 1 over the loss, without a discount: later margins count as if they came today."
)
def undiscounted(company):
    """Forget the discount."""
    kept = _kept(company)
    return (1 - kept) / (1 - kept - 0.05) - 1


@lifetime_of_points.mistake("That is the rise in margins, not as a share of what the account was worth before.")
def in_margins(company):
    """Subtract the multiples."""
    kept = _kept(company)
    return methods.equity.margin_multiple(kept + 0.05, 0.10) - methods.equity.margin_multiple(kept, 0.10)


@lifetime_of_points.mistake("That is five points fewer *kept*. Fewer leave: retention rises.")
def wrong_way(company):
    """Take five points off."""
    return methods.equity.value_of_points(-0.05, _kept(company), 0.10)


@lifetime_of_points.mistake(
    "That is the share of *revenue* kept. Asked are accounts, each counted once: logo_retention."
)
def of_revenue(company):
    """Take gross revenue retention."""
    kept = methods.cohorts.retention(company.orders, company.as_of).gross_revenue_retention
    return methods.equity.value_of_points(0.05, kept, 0.10)


@lifetime_of_points.mistake(
    "You took the example, 85 %, and not this company's retention. The same five points are worth more or less from another base."
)
def of_the_example(company):
    """Take the published base."""
    return methods.equity.value_of_points(0.05, 0.85, 0.10)


@lifetime_of_points.mistake("You divided by the value after. The share is of what it was before.")
def of_the_value_after(company):
    """Divide by the wrong value."""
    kept = _kept(company)
    return 1 - methods.equity.margin_multiple(kept, 0.10) / methods.equity.margin_multiple(kept + 0.05, 0.10)


@lifetime_of_points.mistake("That is in per cent. Asked is a share: 25 % is 0.25.")
def in_per_cent(company):
    """Multiply by 100."""
    return 100 * lifetime_of_points(company)


@lifetime_of_points.mistake(
    "You took five per cent off the loss: of 20 % that leave that is one point. Five points are five customers of a hundred."
)
def per_cent_of_the_loss(company):
    """Lower churn by five per cent of itself."""
    kept = _kept(company)
    return methods.equity.value_of_points(0.05 * (1 - kept), kept, 0.10)


lifetime_of_points.hints(
    "methods.cohorts.retention(company.orders, company.as_of) compares the last 365 days with those before: .logo_retention.",
    "The multiple before and after: methods.equity.margin_multiple(kept, 0.10), then with 0.05 more.",
    "After over before, less 1. methods.equity.value_of_points does it in one step.",
)


@exercise(
    "6.6",
    "And within a year? Of the accounts that bought 365 to 729 days ago, suppose five in a hundred more had stayed. Each would "
    "have brought again what an account that left brought on average in that year, in margin. By which share of the last 365 "
    "days' margin is that more?",
    expects=Number("a share of last year's margin", example="0.25", tolerance=2e-5, relative=5e-4),
)
def year_of_points(company):
    """Return what five points kept would have added, over the last year's margin."""
    lines = methods.profit.with_margin(company.orders)
    age = (company.as_of - lines["ordered_at"].dt.normalize()).dt.days
    before = lines["margin"][age.between(365, 729)].groupby(lines["account_id"]).sum()
    now = lines["margin"][age.between(0, 364)].groupby(lines["account_id"]).sum()
    left = before[~before.index.isin(now.index)]
    more_accounts = 0.05 * len(before)
    return more_accounts * left.mean() / now.sum()


@year_of_points.mistake(
    "You gave each the margin of the average account. Those that leave are mostly smaller: take the average of those that left."
)
def of_the_average(company):
    """Value the kept at the mean of all."""
    before, now, _ = _years(company)
    return 0.05 * len(before) * before.mean() / now.sum()


@year_of_points.mistake(
    "You took five per cent of those that *left*. Five points are five of a hundred accounts that were there."
)
def five_per_cent_of_left(company):
    """Take 5 % of the leavers."""
    _, now, left = _years(company)
    return 0.05 * left.sum() / now.sum()


@year_of_points.mistake("That is what all who left had brought. Only five in a hundred accounts more are kept.")
def all_of_them(company):
    """Keep everybody."""
    _, now, left = _years(company)
    return left.sum() / now.sum()


@year_of_points.mistake("That is the rise of a *lifetime*, as in 6.5. Asked is one year.")
def of_a_lifetime(company):
    """Answer the other question."""
    return lifetime_of_points(company)


@year_of_points.mistake("That is money. Asked is the share of last year's margin.")
def in_money(company):
    """Forget to divide."""
    before, _, left = _years(company)
    return 0.05 * len(before) * left.mean()


@year_of_points.mistake("You took revenue. Asked is margin.")
def in_revenue(company):
    """Take revenue."""
    lines = company.orders.assign(margin=company.orders["revenue"])
    before, now, left = _split(company, lines)
    return 0.05 * len(before) * left.mean() / now.sum()


@year_of_points.mistake(
    "You divided by the margin of the year before. Asked is the share of the last 365 days' margin."
)
def of_the_year_before(company):
    """Divide by the other year."""
    before, _, left = _years(company)
    return 0.05 * len(before) * left.mean() / before.sum()


@year_of_points.mistake(
    "You counted five points of this year's accounts. Those that could have stayed were there the year before."
)
def of_this_year_s_accounts(company):
    """Count the wrong accounts."""
    _, now, left = _years(company)
    return 0.05 * len(now) * left.mean() / now.sum()


@year_of_points.mistake("You took the median of those that left. On average means the mean.")
def middle_leaver(company):
    """Take the median."""
    before, now, left = _years(company)
    return 0.05 * len(before) * left.median() / now.sum()


@year_of_points.mistake("That is in per cent. Asked is a share: 2 % is 0.02.")
def year_in_per_cent(company):
    """Multiply by 100."""
    return 100 * year_of_points(company)


@year_of_points.mistake(
    "You counted everybody who left at any time. Take those that bought 365 to 729 days ago and not since."
)
def ever_left(company):
    """Take all earlier accounts."""
    lines = methods.profit.with_margin(company.orders)
    age = (company.as_of - lines["ordered_at"].dt.normalize()).dt.days
    before = lines["margin"][age >= 365].groupby(lines["account_id"]).sum()
    now = lines["margin"][age < 365].groupby(lines["account_id"]).sum()
    left = before[~before.index.isin(now.index)]
    return 0.05 * len(before) * left.mean() / now.sum()


year_of_points.hints(
    "Two sums of margin by account: 365 to 729 days ago, and the last 365 days.",
    "Who left is in the first and not in the second. What did such an account bring on average, in the first?",
    "0.05 × how many accounts were there × that average, over the last year's margin.",
)


def _kept(company):
    return methods.cohorts.retention(company.orders, company.as_of).logo_retention


def _years(company):
    return _split(company, methods.profit.with_margin(company.orders))


def _split(company, lines):
    age = (company.as_of - lines["ordered_at"].dt.normalize()).dt.days
    before = lines["margin"][age.between(365, 729)].groupby(lines["account_id"]).sum()
    now = lines["margin"][age.between(0, 364)].groupby(lines["account_id"]).sum()
    return before, now, before[~before.index.isin(now.index)]
