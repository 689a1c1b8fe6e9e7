"""Lesson 08, the numbers to predict before they are shown."""

from kamlib.course.exercise import prediction
from kamlib.course.exercises.lesson_08.last_wave import got, invited, satisfied
from kamlib.methods import survey


@prediction(
    "8.a",
    "20,000 customers, and 200 of them answer, drawn by lot: the share of satisfied is known to within 7 points. Now 200 of 2,000,000 "
    "answer. To within how many points is it known?",
    unit="points",
    low=0,
    high=30,
    afterwards="The same. How sure a sample is depends on how many answer, not on how many there are, as long as there are many.",
)
def of_two_million(company):
    """Return the margin of 200 answers from two million, in points."""
    return 100 * survey.margin_of_error(0.5, 200, population=2_000_000)


@prediction(
    "8.b",
    "Of 100 contacts invited in the last wave, how many answered?",
    unit="percent",
    low=0,
    high=100,
    afterwards="The others were silent. What do they think?",
)
def answered(company):
    """Return the response rate of the last wave, in per cent."""
    return 100 * float(invited(company)["answered"].mean())


@prediction(
    "8.c",
    "In the last wave, how many of 100 who answered ticked one box all the way down?",
    unit="percent",
    low=0,
    high=100,
    afterwards="A few. They make items agree that have nothing in common.",
)
def straight(company):
    """Return the share of straight lines, in per cent."""
    book = survey.Codebook.of(company.items, "perception")
    return 100 * float(survey.careless(got(company), book)["straight"].mean())


@prediction(
    "8.d",
    "Of all who were invited in the last wave, which share *may* be satisfied (6 or 7 of 7) at most, if nothing is supposed of the silent?",
    unit="percent",
    low=0,
    high=100,
    afterwards="All the silent may be satisfied. That is all the answers can promise, and it is not much.",
)
def at_most(company):
    """Return the highest share that the answers leave possible, in per cent."""
    last, people = invited(company), satisfied(company)
    return 100 * float((people["score"] >= 6).sum() + len(last) - len(people)) / len(last)
