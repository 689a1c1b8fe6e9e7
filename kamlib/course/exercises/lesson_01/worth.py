"""Lesson 01, exercises on the worth of an answer, and on code that runs and is wrong."""

from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, share
from kamlib.methods import last_days

FILLERS = ["ok", "n/a", "good", "see file", "as last year", "to be confirmed"]


@exercise(
    "1.7",
    "An offer to your largest account of the last 365 days wins 5 % of its yearly revenue with a chance of 0.3, and costs "
    "2 % otherwise. What is it worth to know beforehand which it will be?",
    expects=Money(),
)
def worth_of_knowing(company):
    """Return the expected money with the answer, less the expected money without it."""
    from kamlib import methods

    orders = company.orders
    year = methods.last_days(orders, company.as_of)
    stake = year.groupby("account_id")["revenue"].sum().max()
    knowing = 0.3 * 0.05 * stake
    not_knowing = max(0, 0.3 * 0.05 * stake - 0.7 * 0.02 * stake)
    return knowing - not_knowing


@worth_of_knowing.mistake("That is what you expect when you know. Take away what you would expect without knowing.")
def with_the_answer(company):
    """Forget that one may act without knowing."""
    return 0.3 * 0.05 * _stake(company)


@worth_of_knowing.mistake("That is what you expect without knowing: how much more is it with the answer?")
def without_the_answer(company):
    """Value acting blindly."""
    return (0.3 * 0.05 - 0.7 * 0.02) * _stake(company)


@worth_of_knowing.mistake("That is the gain if it works. It works in three cases of ten.")
def the_whole_gain(company):
    """Forget the chance."""
    return 0.05 * _stake(company)


@worth_of_knowing.mistake(
    "The cost falls due in the seven cases of ten that fail, and only if you offer without knowing."
)
def cost_every_time(company):
    """Pay the cost in every case."""
    return (0.3 * 0.05 - 0.02) * _stake(company)


@worth_of_knowing.mistake(
    "That is the worth as a share of the stake: multiply by the largest account's revenue of the year."
)
def share_of_the_stake(company):
    """Forget the money."""
    return 0.7 * 0.02


@worth_of_knowing.mistake("The right sum on the revenue of all years: keep the lines of the last 365 days first.")
def of_all_years(company):
    """Forget the year."""
    return 0.7 * 0.02 * company.orders.groupby("account_id")["revenue"].sum().max()


@worth_of_knowing.mistake("The right sum on the revenue of everybody: the stake is the largest account's.")
def of_everybody(company):
    """Take the whole company for the stake."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    return 0.7 * 0.02 * year["revenue"].sum()


def _stake(company):
    orders = company.orders
    year = last_days(orders, company.as_of)
    return year.groupby("account_id")["revenue"].sum().max()


worth_of_knowing.hints(
    "Two sums: what you expect if you know beforehand, and what you expect if you do not. The worth is the difference.",
    "Knowing, you make the offer in three cases of ten, and it always works: 0.3 * 0.05 * stake.",
    "Not knowing, you offer if that pays on average: max(0, 0.3 * 0.05 * stake - 0.7 * 0.02 * stake).",
)


@exercise(
    "1.8",
    "Which share of the thirteen questions about every account has an answer that says something?",
    expects=share,
)
def real_coverage(company):
    """Return the answers that are no fillers over accounts times thirteen."""
    fillers = ["ok", "n/a", "good", "see file", "as last year", "to be confirmed"]
    answer = company.knowledge["answer"]
    says_something = answer.notna() & ~answer.isin(fillers)
    return says_something.sum() / (13 * len(company.accounts))


@real_coverage.mistake('Still counting "ok" and "n/a" as answers: look at what was written, not whether.')
def fillers_counted(company):
    """Count whatever is written."""
    return company.knowledge["answer"].notna().sum() / (13 * len(company.accounts))


@real_coverage.mistake("That is the colleague's number: it is a mean of means, and it counts what says nothing.")
def colleagues_number(company):
    """Hand in what the board was told."""
    knowledge = company.knowledge.merge(company.accounts, on="account_id")
    return knowledge["answer"].notna().groupby(knowledge["manager"]).mean().mean()


@real_coverage.mistake(
    "An empty answer is none of the six, so you counted it as one that says something: ask .notna(), too."
)
def empty_counted(company):
    """Take what is no filler for an answer."""
    return (~company.knowledge["answer"].isin(FILLERS)).sum() / (13 * len(company.accounts))


@real_coverage.mistake("That is the share of what was written: divide by all cells, thirteen for each account.")
def of_the_written(company):
    """Divide by the answers."""
    answer = company.knowledge["answer"].dropna()
    return (~answer.isin(FILLERS)).mean()


@real_coverage.mistake("Still the mean over managers: one with ten accounts weighs as much as one with a hundred.")
def mean_over_managers(company):
    """Average the managers' shares."""
    knowledge = company.knowledge.merge(company.accounts, on="account_id")
    answer = knowledge["answer"]
    return (answer.notna() & ~answer.isin(FILLERS)).groupby(knowledge["manager"]).mean().mean()


@real_coverage.mistake(
    "You took the fillers out of the total, too. They are questions without an answer: leave them in."
)
def out_of_the_total(company):
    """Drop fillers from the denominator."""
    answer = company.knowledge["answer"]
    filler = answer.isin(FILLERS)
    return (answer.notna() & ~filler).sum() / (13 * len(company.accounts) - filler.sum())


@real_coverage.mistake('You left out "n/a" alone. "ok" and "see file" say as little: leave out all six.')
def only_one_filler(company):
    """Drop one filler."""
    answer = company.knowledge["answer"]
    return (answer.notna() & (answer != "n/a")).sum() / (13 * len(company.accounts))


real_coverage.hints(
    "Run the code: it does not crash. So ask of each step what it counts, and what its mean is a mean of.",
    'company.knowledge["answer"].value_counts().head(12) shows what people write most.',
    "Answers that are there (.notna()) and are none of the fillers (~answer.isin(fillers)), over 13 * len(company.accounts).",
)
