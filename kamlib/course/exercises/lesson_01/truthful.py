"""Lesson 01, exercise on accuracy: what a sample of calls says, and how surely."""

import math

from kamlib.course.exercise import exercise
from kamlib.course.expects import share


@exercise(
    "1.4",
    "We rang the first 40 accounts (by account_id) with an answer to question 10. At least which share of such answers is "
    "right? Give the lower end of Wilson's 95 % interval.",
    expects=share,
)
def surely_right(company):
    """Return the lower end of the Wilson interval for the accuracy of the first forty answers to question 10."""
    knowledge = company.knowledge
    answered = knowledge[(knowledge["question"] == 10) & knowledge["answer"].notna()]
    calls = company.truth["knowledge"].query("question == 10").set_index("account_id")["accurate"]
    right = calls[answered["account_id"].sort_values().head(40)]
    n, p, z = len(right), right.mean(), 1.96
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p + z**2 / (2 * n) - half) / (1 + z**2 / n)


@surely_right.mistake(
    "That is the share found right in forty calls: other forty would give another. Give the lower end."
)
def the_share_alone(company):
    """Forget the interval."""
    return _calls(company).mean()


@surely_right.mistake(
    "That is the textbook interval, p minus 1.96 standard errors. With few calls it is too sure of itself: use Wilson's."
)
def textbook(company):
    """Use the naive interval."""
    right = _calls(company)
    p = right.mean()
    return p - 1.96 * math.sqrt(p * (1 - p) / len(right))


@surely_right.mistake("That is the upper end: at least means the lower one.")
def upper_end(company):
    """Take the upper end."""
    right = _calls(company)
    n, p, z = len(right), right.mean(), 1.96
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p + z**2 / (2 * n) + half) / (1 + z**2 / n)


@surely_right.mistake("You rang accounts whose card is empty as well: keep those with an answer to question 10.")
def empty_cards_too(company):
    """Take the first forty accounts, answered or not."""
    calls = company.truth["knowledge"].query("question == 10").sort_values("account_id")["accurate"].head(40)
    n, p, z = len(calls), calls.mean(), 1.96
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p + z**2 / (2 * n) - half) / (1 + z**2 / n)


@surely_right.mistake("You rang everybody with an answer to question 10: we had time for the first forty only.")
def everybody_rung(company):
    """Take all of the answers for the sample."""
    calls = company.truth["knowledge"].query("question == 10").set_index("account_id")["accurate"]
    knowledge = company.knowledge
    right = calls[knowledge.loc[(knowledge["question"] == 10) & knowledge["answer"].notna(), "account_id"]]
    n, p, z = len(right), right.mean(), 1.96
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p + z**2 / (2 * n) - half) / (1 + z**2 / n)


def _calls(company):
    knowledge = company.knowledge
    answered = knowledge[(knowledge["question"] == 10) & knowledge["answer"].notna()]
    calls = company.truth["knowledge"].query("question == 10").set_index("account_id")["accurate"]
    return calls[answered["account_id"].sort_values().head(40)]


surely_right.hints(
    'The calls are in company.truth["knowledge"]: its column "accurate" says what the customer told us.',
    "Of the rows with question 10 and an answer, the first 40 account ids; n = 40 and p is the share accurate.",
    "Lower end: (p + z²/2n - z * sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), with z = 1.96. "
    "methods.accounts.accuracy of a table of these forty calls shows it, too, in the column low.",
)
