"""Lesson 05, exercises on being alive: the one-timer, and what all accounts will buy in a year."""

import pandas as pd

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, share

WEEKS = 38.86
PUBLISHED = {"r": 0.5248, "alpha": 6.1830, "a": 0.8914, "b": 1.6140}


@exercise(
    "5.6",
    "Somebody bought discs once (CDNOW), 38.86 weeks ago, and never since. With the published MBG/NBD (r .5248, alpha 6.1830, "
    "a .8914, b 1.6140, in weeks): how likely is this customer alive?",
    expects=share,
)
def one_timer_alive(company):
    """Return the probability alive of a one-timer."""
    discs = methods.clv.ModifiedBetaGeometricNBD.of(r=0.5248, alpha=6.1830, a=0.8914, b=1.6140)
    one_timer = pd.DataFrame({"frequency": [0], "recency": [0.0], "T": [38.86]})
    return discs.probability_alive(one_timer).iloc[0]


@one_timer_alive.mistake(
    "That is what the BG/NBD says of every one-timer: in it nobody can leave before the second purchase. Take the modified model."
)
def certain(company):
    """Use the BG/NBD."""
    model = methods.clv.BetaGeometricNBD.of(**PUBLISHED)
    return model.probability_alive(_customer(0, 0.0, WEEKS)).iloc[0]


@one_timer_alive.mistake("You counted the first purchase as a repeat. A one-timer has frequency 0.")
def first_counted(company):
    """Set the frequency to 1."""
    return _model().probability_alive(_customer(1, WEEKS, WEEKS)).iloc[0]


@one_timer_alive.mistake("The recency is the age at the last purchase: of a one-timer 0, however long ago it was.")
def recency_as_days_ago(company):
    """Take recency for how long ago, with one repeat."""
    return _model().probability_alive(_customer(1, 1e-6, WEEKS)).iloc[0]


@one_timer_alive.mistake("You gave T in months to a model in weeks. The units have to agree.")
def in_months(company):
    """Mix units."""
    return _model().probability_alive(_customer(0, 0.0, WEEKS * 7 * 12 / 365.25)).iloc[0]


@one_timer_alive.mistake("You gave T in days to a model in weeks. The units have to agree.")
def in_days(company):
    """Mix units."""
    return _model().probability_alive(_customer(0, 0.0, WEEKS * 7)).iloc[0]


@one_timer_alive.mistake(
    "That is b / (a + b), the chance to stay after one purchase: 38.86 weeks of silence are not in it. T is 38.86, the recency 0 and the "
    "frequency 0, in the modified model."
)
def no_silence(company):
    """Leave the silence out: T of 0, or a recency as high as T in the BG/NBD."""
    return _model().probability_alive(_customer(0, 0.0, 0.0)).iloc[0]


@one_timer_alive.mistake("That is how likely the customer has left. Asked is alive.")
def left(company):
    """Take the rest."""
    return 1 - one_timer_alive(company)


@one_timer_alive.mistake(
    "That is the chance to leave after a purchase, a / (a + b), before anything was seen of this customer."
)
def before_looking(company):
    """Ignore the silence."""
    return PUBLISHED["a"] / (PUBLISHED["a"] + PUBLISHED["b"])


one_timer_alive.hints(
    "methods.clv.ModifiedBetaGeometricNBD.of(r=…, alpha=…, a=…, b=…) makes the model.",
    "Make a table of one row with the columns frequency, recency and T, in weeks. What is the frequency of a one-timer?",
    "model.probability_alive(table).iloc[0]",
)


@exercise(
    "5.7",
    "Fit the MBG/NBD to all accounts, in months. How many purchases are they expected to make in the next 12 months together?",
    expects=Number("purchases", relative=0.004),
)
def next_year(company):
    """Return the expected purchases of all accounts in twelve months."""
    # Four per mille: 52 weeks or 365 days are a year too, and where few bought once the BG/NBD says the same of all together.
    told = methods.clv.summary(company.orders, company.as_of, unit="month")
    fitted = methods.clv.fit_mbg_nbd(told.table)
    return fitted.expected_purchases(told.table, 12).sum()


@next_year.mistake("You asked for one period, and a period is a month here. A year is 12.")
def one_month(company):
    """Mix the horizon: 1."""
    return _expected(company, 1).sum()


@next_year.mistake("You asked for 52 periods: those are months here, more than four years.")
def fifty_two(company):
    """Mix the horizon: 52."""
    return _expected(company, 52).sum()


@next_year.mistake("You asked for 365 periods: those are months here, and thirty years are no year.")
def days(company):
    """Mix the horizon: 365."""
    return _expected(company, 365).sum()


@next_year.mistake("You let everybody buy on at their old rate. Some have left, and some will.")
def old_rate(company):
    """Let nobody leave."""
    table, _ = _fitted(company)
    return (12 * table["frequency"] / table["T"].where(table["T"] > 0)).sum()


@next_year.mistake(
    "That is what as many *new* accounts would make. These have a past, and the model knows it: expected_purchases."
)
def as_if_new(company):
    """Forget the past."""
    table, model = _fitted(company)
    return len(table) * model.new_customer_purchases(12)


@next_year.mistake("That is the average account. Asked are all together.")
def on_average(company):
    """Take the mean."""
    return _expected(company, 12).mean()


@next_year.mistake("That is how many accounts are expected to be alive. How many purchases do they make?")
def alive(company):
    """Count the living."""
    table, model = _fitted(company)
    return model.probability_alive(table).sum()


@next_year.mistake(
    "expected_purchases holds already that some have left: multiplied by the probability alive, they leave twice."
)
def left_twice(company):
    """Multiply by alive again."""
    table, model = _fitted(company)
    return (model.expected_purchases(table, 12) * model.probability_alive(table)).sum()


@next_year.mistake("You let everybody buy on at the rate of all together. Some have left, and some will.")
def common_rate(company):
    """Take the pooled rate for all."""
    table, _ = _fitted(company)
    return 12 * table["frequency"].sum() / table["T"].sum() * len(table)


@next_year.mistake(
    "You multiplied the old rate by the probability alive. Some of those alive will leave within the year, and a rate from few purchases "
    "is luck in part: expected_purchases knows both."
)
def alive_at_old_rate(company):
    """Let the living buy on as before."""
    table, model = _fitted(company)
    return (12 * table["frequency"] / table["T"].where(table["T"] > 0) * model.probability_alive(table)).sum()


@next_year.mistake(
    "You left out those with a probability alive below one half. They buy something on average, too: add all up."
)
def only_the_likely(company):
    """Cut at one half."""
    table, model = _fitted(company)
    return model.expected_purchases(table, 12)[model.probability_alive(table) > 0.5].sum()


@next_year.mistake("That is what they bought in the last 365 days. Some of them have left: ask the model.")
def as_last_year(company):
    """Take last year for next year."""
    year = methods.last_days(company.orders, company.as_of)
    return year["ordered_at"].dt.normalize().groupby(year["account_id"]).nunique().sum()


@next_year.mistake("You asked for 36 months. Asked are the next 12.")
def three_years(company):
    """Mix the horizon: 36."""
    return _expected(company, 36).sum()


@next_year.mistake("You added what they bought before. Asked is what comes in the next 12 months alone.")
def with_the_past(company):
    """Add the past."""
    table, model = _fitted(company)
    return table["frequency"].sum() + model.expected_purchases(table, 12).sum()


next_year.hints(
    'Start with methods.clv.summary(company.orders, company.as_of, unit="month") and its .table.',
    "methods.clv.fit_mbg_nbd(table) fits; model.expected_purchases(table, periods) asks, a period being a month.",
    "The sum over all accounts, for 12 periods.",
)


def _customer(frequency, recency, age):
    return pd.DataFrame({"frequency": [frequency], "recency": [recency], "T": [age]})


def _model():
    return methods.clv.ModifiedBetaGeometricNBD.of(**PUBLISHED)


def _expected(company, months):
    table, model = _fitted(company)
    return model.expected_purchases(table, months)


def _fitted(company):
    table = methods.clv.summary(company.orders, company.as_of, unit="month").table
    return table, methods.clv.fit_mbg_nbd(table)
