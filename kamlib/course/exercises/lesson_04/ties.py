"""Lesson 04, exercises on what holds customers: ties and breadth, as they were known at the time."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number

TIMES = Number("how many times as often", example="0.8", tolerance=1e-3)


@exercise(
    "4.6",
    "Two years after we first saw it an account held a tie, or none. Of those still here then: how many times as often have "
    "the tied left since, as the others?",
    expects=TIMES,
)
def tied_at_two_years(company):
    """Return the share of tied accounts that left after two years over that of the others."""
    seen = methods.cohorts.lives(company.orders, company.as_of)
    still_here = seen[seen["duration"] > 2]
    signed = methods.churn.ties_begun(company.contracts, still_here)
    held_one = still_here["account_id"].isin(signed.loc[signed["time"] <= 2, "account_id"])
    return still_here.loc[held_one, "left"].mean() / still_here.loc[~held_one, "left"].mean()


@tied_at_two_years.mistake(
    "Counted over the whole life: whoever left early had no time to sign anything, so ties seem to hold. Look at those still "
    "here at two years, and at what they held then."
)
def whole_life(company):
    """Count ties whenever they came."""
    seen, begun = _lives_and_ties(company)
    return _times(seen, seen["account_id"].isin(begun["account_id"]))


@tied_at_two_years.mistake(
    "Ties that came after the second year are in it: the longer one stays, the more of these one can sign. Count only "
    "those begun by then."
)
def ties_to_come(company):
    """Take the right accounts and all their ties."""
    seen, begun = _lives_and_ties(company)
    here = seen[seen["duration"] > 2]
    return _times(here, here["account_id"].isin(begun["account_id"]))


@tied_at_two_years.mistake(
    "Accounts that left before two years are in it, and nearly all of them count as without a tie: begin with those still here."
)
def gone_before(company):
    """Take the right ties and all accounts."""
    seen, begun = _lives_and_ties(company)
    return _times(seen, seen["account_id"].isin(begun.loc[begun["time"] <= 2, "account_id"]))


@tied_at_two_years.mistake("Upside down: that is the others over the tied.")
def upside_down(company):
    """Divide the wrong way."""
    return 1 / tied_at_two_years(company)


@tied_at_two_years.mistake("That is the share of the tied that left. Divide it by the share of the others.")
def tied_alone(company):
    """Forget the others."""
    seen, begun = _lives_and_ties(company)
    here = seen[seen["duration"] > 2]
    return here.loc[here["account_id"].isin(begun.loc[begun["time"] <= 2, "account_id"]), "left"].mean()


@tied_at_two_years.mistake("That is a difference of shares. Asked is how many times as often: divide.")
def difference(company):
    """Subtract."""
    seen, begun = _lives_and_ties(company)
    here = seen[seen["duration"] > 2]
    held = here["account_id"].isin(begun.loc[begun["time"] <= 2, "account_id"])
    return here.loc[held, "left"].mean() - here.loc[~held, "left"].mean()


@tied_at_two_years.mistake("You compared with everybody, the tied among them. Compare with those that held none.")
def over_everybody(company):
    """Divide by the share of all."""
    seen, begun = _lives_and_ties(company)
    here = seen[seen["duration"] > 2]
    held = here["account_id"].isin(begun.loc[begun["time"] <= 2, "account_id"])
    return here.loc[held, "left"].mean() / here["left"].mean()


tied_at_two_years.hints(
    "First the accounts: lives with a duration above 2. Whoever left before cannot be compared.",
    "Then the ties: methods.churn.ties_begun(company.contracts, …) has the time of each, in years; keep those up to 2.",
    'The mean of "left" is a share. Divide that of the tied by that of the others.',
)


@exercise(
    "4.10",
    "Of the accounts still here a year after we first saw them: how many times as often have those that had bought three "
    "categories or more by then left since, as the narrower ones?",
    expects=TIMES,
)
def broad_at_one_year(company):
    """Return the share of broad accounts that left after their first year over that of the narrow ones."""
    seen = methods.cohorts.lives(company.orders, company.as_of)
    still_here = seen[seen["duration"] > 1]
    widened = methods.churn.range_widened(company.orders, still_here)
    kinds = still_here["account_id"].map(widened.loc[widened["time"] <= 1, "account_id"].value_counts())
    broad = kinds.fillna(0) >= 3
    return still_here.loc[broad, "left"].mean() / still_here.loc[~broad, "left"].mean()


@broad_at_one_year.mistake(
    "Still the colleague's number, as a ratio: categories bought over the whole life, which the early leavers had no time for."
)
def lifetime_holdings(company):
    """Count categories whenever they came."""
    seen, added = _lives_and_range(company)
    return _times(seen, _depth(seen, added) >= 3)


@broad_at_one_year.mistake("Categories bought after the first year are in it: keep those up to then.")
def range_to_come(company):
    """Take the right accounts and all their categories."""
    seen, added = _lives_and_range(company)
    here = seen[seen["duration"] > 1]
    return _times(here, _depth(here, added) >= 3)


@broad_at_one_year.mistake("Those that left within the first year are in it: they had less than a year to buy in.")
def gone_in_the_first_year(company):
    """Take the right categories and all accounts."""
    seen, added = _lives_and_range(company)
    return _times(seen, _depth(seen, added[added["time"] <= 1]) >= 3)


@broad_at_one_year.mistake("More than three, where three are enough: compare with >=.")
def more_than_three(company):
    """Compare strictly."""
    seen, added = _lives_and_range(company)
    here = seen[seen["duration"] > 1]
    return _times(here, _depth(here, added[added["time"] <= 1]) > 3)


@broad_at_one_year.mistake(
    "That is the share of the broad ones that left. Divide it by the share of the narrower ones."
)
def broad_alone(company):
    """Forget the narrow ones."""
    seen, added = _lives_and_range(company)
    here = seen[seen["duration"] > 1]
    return here.loc[_depth(here, added[added["time"] <= 1]) >= 3, "left"].mean()


@broad_at_one_year.mistake("Upside down: that is the narrower ones over the broad.")
def narrow_over_broad(company):
    """Divide the wrong way."""
    return 1 / broad_at_one_year(company)


broad_at_one_year.hints(
    "Run the code: does it crash? No. So ask at what moment each number was known.",
    "Choose a day at which to look: the first birthday. Who is still here then, and what had they bought by then?",
    "lives with duration above 1; methods.churn.range_widened(…) with time up to 1, counted by account; then the ratio of 4.6.",
)


def _lives_and_ties(company):
    seen = methods.cohorts.lives(company.orders, company.as_of)
    return seen, methods.churn.ties_begun(company.contracts, seen)


def _lives_and_range(company):
    seen = methods.cohorts.lives(company.orders, company.as_of)
    return seen, methods.churn.range_widened(company.orders, seen)


def _depth(seen, added):
    return seen["account_id"].map(added["account_id"].value_counts()).fillna(0)


def _times(seen, held):
    return seen.loc[held, "left"].mean() / seen.loc[~held, "left"].mean()
