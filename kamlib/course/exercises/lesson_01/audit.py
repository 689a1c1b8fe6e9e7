"""Lesson 01, exercises on the audit: how much is known, how old it is, and where it is missing."""

import pandas as pd

from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, accounts, share
from kamlib.methods import last_days


@exercise(
    "1.1",
    "Thirteen questions about every account: which share of them has an answer written down, whatever it says?",
    expects=share,
)
def coverage(company):
    """Return answers over accounts times thirteen."""
    knowledge = company.knowledge
    cells = 13 * len(company.accounts)
    return knowledge["answer"].notna().sum() / cells


@coverage.mistake("You counted rows. A row without an answer is a question we never asked: count the answers.")
def of_rows(company):
    """Count rows, answered or not."""
    return len(company.knowledge) / (13 * len(company.accounts))


@coverage.mistake("That is the share without an answer: the rest to one is what you want.")
def of_the_empty(company):
    """Count what is missing."""
    return 1 - coverage(company)


@coverage.mistake("That is the share of accounts with all thirteen answers: count answers, not full cards.")
def of_full_cards(company):
    """Count complete cards."""
    answers = company.knowledge.groupby("account_id")["answer"].count()
    return (answers == 13).sum() / len(company.accounts)


@coverage.mistake("That leaves out the answers older than 548 days. Age is the next question: count them all here.")
def of_the_fresh(company):
    """Count fresh answers only."""
    knowledge = company.knowledge
    fresh = knowledge["answered_at"] >= company.as_of - pd.Timedelta(days=548)
    return (knowledge["answer"].notna() & fresh).sum() / (13 * len(company.accounts))


coverage.hints(
    "A share needs two numbers: how many answers there are, and how many there could be.",
    "There could be thirteen for each account: 13 * len(company.accounts).",
    'company.knowledge["answer"].notna() is True where something is written; its .sum() counts them.',
)


@exercise("1.2", "How old, in days and at the median, is an answer on the as-of date?", expects=Number("days"))
def typical_age(company):
    """Return the median over answers of the days from the answer to the as-of date."""
    age = company.as_of - company.knowledge["answered_at"].dt.normalize()
    return age.dt.days.median()


@typical_age.mistake("You counted from the newest answer in the table: count from company.as_of.")
def from_the_newest(company):
    """Take the last date in the table for the day of the audit."""
    day = company.knowledge["answered_at"].dt.normalize()
    return (day.max() - day).dt.days.median()


@typical_age.mistake("You counted from today, and tomorrow the answer changes: count from company.as_of.")
def from_today(company):
    """Take today."""
    day = company.knowledge["answered_at"].dt.normalize()
    return (pd.Timestamp.today().normalize() - day).dt.days.median()


@typical_age.mistake("That is the mean, and a few very old answers pull it up: the question asks for the median.")
def mean_age(company):
    """Take the mean."""
    return (company.as_of - company.knowledge["answered_at"].dt.normalize()).dt.days.mean()


@typical_age.mistake("That is the age of each account's oldest answer: take the median over all answers.")
def of_the_oldest(company):
    """Take one answer an account, the oldest."""
    oldest = company.knowledge.groupby("account_id")["answered_at"].min()
    return (company.as_of - oldest.dt.normalize()).dt.days.median()


@typical_age.mistake("That is the age of each account's newest answer: take the median over all answers.")
def of_the_latest(company):
    """Take one answer an account, the newest."""
    newest = company.knowledge.groupby("account_id")["answered_at"].max()
    return (company.as_of - newest.dt.normalize()).dt.days.median()


@typical_age.mistake(
    "That is the median of thirteen medians: a question with few answers weighs as much as one with many."
)
def of_the_questions(company):
    """Take the middle one of the questions' medians."""
    knowledge = company.knowledge
    age = (company.as_of - knowledge["answered_at"].dt.normalize()).dt.days
    return age[knowledge["answer"].notna()].groupby(knowledge["question"]).median().median()


typical_age.hints(
    "An age is a difference of two days: the day we look, and the day of the answer.",
    'company.as_of - company.knowledge["answered_at"] gives one difference a row; empty ones are left out by themselves.',
    "Read the days with .dt.days, then ask for .median().",
)


@exercise(
    "1.3",
    "Of the 50 accounts with the most revenue in the last 365 days, at which do we not know what they buy from others "
    "(question 9), or know it from more than 548 days ago?",
    expects=accounts,
)
def blind_spots(company):
    """Return the 50 largest accounts without a fresh answer to question 9."""
    from kamlib import methods

    orders, knowledge = company.orders, company.knowledge
    year = methods.last_days(orders, company.as_of)
    largest = year.groupby("account_id")["revenue"].sum().nlargest(50).index
    fresh = knowledge["answered_at"] >= company.as_of - pd.Timedelta(days=548)
    known = knowledge[(knowledge["question"] == 9) & knowledge["answer"].notna() & fresh]
    return largest.difference(known["account_id"])


@blind_spots.mistake("Those are the ones without any answer. An answer older than 548 days is a gap as well.")
def without_the_stale(company):
    """Forget the age."""
    knowledge = company.knowledge
    known = knowledge[(knowledge["question"] == 9) & knowledge["answer"].notna()]
    return _largest(company).difference(known["account_id"])


@blind_spots.mistake("The other way round: at those the answer is there and fresh.")
def the_known(company):
    """Take the known ones."""
    return _largest(company).difference(blind_spots(company))


@blind_spots.mistake("Those are the largest of all years: keep the lines of the last 365 days before you add up.")
def largest_of_all_years(company):
    """Forget the year."""
    largest = company.orders.groupby("account_id")["revenue"].sum().nlargest(50).index
    return largest.difference(_fresh(company)["account_id"])


@blind_spots.mistake("You took the fifty largest order lines: add up each account's revenue first.")
def largest_lines(company):
    """Rank lines."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    largest = pd.Index(year.nlargest(50, "revenue")["account_id"].unique())
    return largest.difference(_fresh(company)["account_id"])


@blind_spots.mistake(
    "Those lack a fresh answer to some question, and that is nearly all of the fifty: keep the rows of question 9."
)
def any_question(company):
    """Forget which question."""
    knowledge = company.knowledge
    stale = knowledge["answered_at"] < company.as_of - pd.Timedelta(days=548)
    gap = knowledge[knowledge["answer"].isna() | stale]
    return _largest(company).intersection(gap["account_id"])


@blind_spots.mistake("Those have an answer that is too old. Where there is none at all is a gap as well.")
def only_the_stale(company):
    """Forget the empty ones."""
    return blind_spots(company).difference(without_the_stale(company))


@blind_spots.mistake("Those are all accounts with such a gap, small ones too: keep the fifty with the most revenue.")
def of_all_accounts(company):
    """Forget the fifty."""
    return pd.Index(company.accounts["account_id"]).difference(_fresh(company)["account_id"])


def _largest(company):
    orders = company.orders
    year = last_days(orders, company.as_of)
    return year.groupby("account_id")["revenue"].sum().nlargest(50).index


def _fresh(company):
    knowledge = company.knowledge
    fresh = knowledge["answered_at"] >= company.as_of - pd.Timedelta(days=548)
    return knowledge[(knowledge["question"] == 9) & knowledge["answer"].notna() & fresh]


blind_spots.hints(
    "Two lists: the fifty largest, and the accounts whose question 9 is answered and fresh.",
    "The largest: lines of the last 365 days, revenue added up by account, .nlargest(50).index.",
    "The fresh: rows with question == 9, an answer, and answered_at within 548 days. "
    'largest.difference(fresh["account_id"]) is what is left.',
)
