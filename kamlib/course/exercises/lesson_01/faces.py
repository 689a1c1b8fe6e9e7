"""Lesson 01, exercise on one face to the customer: how many customers there really are."""

from kamlib.course.exercise import exercise
from kamlib.course.expects import count


@exercise(
    "1.5",
    "How many customers are there, when a second entry counts with the first, and accounts of one parent count as one?",
    expects=count,
)
def customers(company):
    """Return how many different customers stand behind the account ids."""
    parent = company.accounts.set_index("account_id")["parent_id"]
    confirmed = company.truth["accounts"].set_index("account_id")["duplicate_of"]
    first_entry = confirmed.fillna(confirmed.index.to_series())
    customer = first_entry.map(parent).fillna(first_entry)
    return customer.nunique()


@customers.mistake("Second entries stand without a parent, so you counted them once more: merge first, then roll up.")
def without_merging(company):
    """Roll up without merging."""
    parent = company.accounts.set_index("account_id")["parent_id"]
    return parent.fillna(parent.index.to_series()).nunique()


@customers.mistake("Accounts without a parent fell out: missing ids are not counted. Let them stand for themselves.")
def parents_alone(company):
    """Count the parents."""
    return company.accounts["parent_id"].nunique()


@customers.mistake("All accounts without a parent became one customer: let each stand for itself.")
def orphans_as_one(company):
    """Count the missing parent as a customer."""
    return company.accounts["parent_id"].nunique(dropna=False)


@customers.mistake("The second entries are merged, the parents are not: accounts of one parent count as one.")
def without_parents(company):
    """Merge without rolling up."""
    return company.truth["accounts"]["duplicate_of"].isna().sum()


@customers.mistake("Those are all entries of the list: merge the second entries, then put the parents together.")
def entries(company):
    """Count rows."""
    return len(company.accounts)


customers.hints(
    'company.truth["accounts"]["duplicate_of"] names the first entry of each second one; elsewhere it is missing.',
    "First step: .fillna with the account's own id gives the first entry of every account.",
    "Second step: map the first entry to its parent, let those without one stand for themselves, and count with .nunique().",
)
