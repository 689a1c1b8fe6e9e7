"""Lesson 10, an exercise on importance and performance: what matters more than most and is surely done worse than most."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_10.said import said
from kamlib.course.expects import Count


@exercise(
    "10.4",
    "Take what customers of the last wave expect of an item for how much it matters, and what they got for how well "
    "we do it. With the cross "
    "at the means: how many of the 22 items *surely* ask for work (`methods.gaps.importance_performance`: concentrate here, sure)?",
    expects=Count("items"),
)
def surely_ask_for_work(company):
    """Return how many items lie in the quadrant "concentrate here" for sure."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.by_subject(company.items, company.answers, "perception")
    hoped = methods.survey.by_subject(company.items, company.answers, "expectation")
    likely = methods.gaps.importance_performance(hoped[hoped.index.isin(codes)], points[points.index.isin(codes)])
    return ((likely["quadrant"] == "concentrate here") & likely["sure"]).sum()


@surely_ask_for_work.mistake(
    "Those lie in the quadrant at all. Some so near the cross that another wave moves them: count those that are `sure`."
)
def in_the_quadrant(company):
    """Forget the intervals."""
    return int((_map(company)["quadrant"] == "concentrate here").sum())


@surely_ask_for_work.mistake(
    "You put the cross at the middle of the scale. Nearly everything is above 4 there, so nothing asks for work: take the means."
)
def at_the_middle(company):
    """Move the cross."""
    table = _map(company, "middle")
    return int(((table["quadrant"] == "concentrate here") & table["sure"]).sum())


@surely_ask_for_work.mistake(
    "Those lie below the diagonal: done worse than they matter. That is a gap, and nearly all have one."
)
def below_the_diagonal(company):
    """Count gaps."""
    return int((_map(company)["gap"] < 0).sum())


@surely_ask_for_work.mistake("Those are sure, in whatever quadrant. Count only the ones that say `concentrate here`.")
def sure_anywhere(company):
    """Forget the quadrant."""
    return int(_map(company)["sure"].sum())


surely_ask_for_work.hints(
    "Important is above the cross, weak is left of it.",
    "`methods.gaps.importance_performance(wanted, got)` says of each item its quadrant, and whether it is sure.",
    'Count where `quadrant` is "concentrate here" and `sure` is true.',
)


def _map(company, cross="means"):
    return methods.gaps.importance_performance(said(company, "expectation"), said(company, "perception"), cross)
