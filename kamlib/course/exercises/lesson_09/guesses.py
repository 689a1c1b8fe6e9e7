"""Lesson 09, the numbers to predict before they are shown."""

from kamlib import methods
from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_09.said import by_dimension, one_answer, satisfaction


@prediction(
    "9.a",
    "100 people answer “how likely are you to recommend us?”; the net promoter score is 40. In 95 of 100 such samples the score lies "
    "within how many points of the truth?",
    unit="points",
    low=0,
    high=50,
    afterwards="A score of 100 answers swings by that much on its own. Most changes that are reported are smaller.",
)
def swing(company):
    """Return the margin of a score of 100 answers, 55 promoters and 15 detractors, in points."""
    return 1.959964 * 100 * ((0.55 + 0.15 - 0.40**2) / 100) ** 0.5


@prediction(
    "9.b",
    "Of what the five dimensions explain of satisfaction, which share has reliability?",
    unit="percent",
    low=0,
    high=100,
    afterwards="What customers rate lowest and what moves them are two different lists.",
)
def of_reliability(company):
    """Return the Shapley share of reliability, in per cent."""
    found = methods.survey.drivers(by_dimension(company), satisfaction(company), resamples=0)
    return 100 * float(found.table.loc["reliability", "share"])


@prediction(
    "9.c",
    "Twenty-two items are compared between two waves in which nobody changed their mind, each at 5 %. In how many of 100 such surveys does "
    "at least one item “change significantly”?",
    unit="percent",
    low=0,
    high=100,
    afterwards="One minus .95 to the power of 22, if items were independent. They are not quite, and it is still most surveys.",
)
def false_alarm(company):
    """Return the chance of at least one false alarm among 22 independent tests, in per cent."""
    return 100 * (1 - 0.95**22)


@prediction(
    "9.d",
    "How many of 100 respondents of the last wave are promoters (9 or 10)?",
    unit="percent",
    low=0,
    high=100,
    afterwards="And who was silent?",
)
def promoters(company):
    """Return the share of promoters of the last wave, in per cent."""
    return 100 * float((one_answer(company, "recommend") >= 9).mean())
