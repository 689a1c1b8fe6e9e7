"""Lesson 10, an exercise on importance and performance: what matters more than most and is surely done worse than most."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_10.said import now, said
from kamlib.course.expects import Names


@exercise(
    "10.4",
    "Take what customers of the last wave expect of an item for how much it matters, and what they got for how well we do it. With the "
    "cross at the means: which of the 22 items *surely* ask for work (`methods.gaps.importance_performance`: concentrate here, sure)?",
    expects=Names("item numbers", "01"),
)
def surely_ask_for_work(company):
    """Return the items that lie in the quadrant "concentrate here" for sure."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.by_subject(company.items, company.answers, "perception")
    hoped = methods.survey.by_subject(company.items, company.answers, "expectation")
    likely = methods.gaps.importance_performance(hoped[hoped.index.isin(codes)], points[points.index.isin(codes)])
    return list(likely.index[(likely["quadrant"] == "concentrate here") & likely["sure"]])


@surely_ask_for_work.mistake(
    "Those lie in the quadrant at all. Some so near the cross that another wave moves them: keep those that are `sure`."
)
def in_the_quadrant(company):
    """Forget the intervals."""
    table = _map(company)
    return list(table.index[table["quadrant"] == "concentrate here"])


@surely_ask_for_work.mistake(
    "With the cross at the middle of the scale none asks for work: nearly everything is above 4. Take the means."
)
def at_the_middle(company):
    """Move the cross."""
    return _surely(_map(company, "middle"))


@surely_ask_for_work.mistake(
    "Those lie below the diagonal: done worse than they matter. That is a gap, and nearly all have one."
)
def below_the_diagonal(company):
    """List gaps."""
    table = _map(company)
    return list(table.index[table["gap"] < 0])


@surely_ask_for_work.mistake("Those are sure, in whatever quadrant. Keep only the ones that say `concentrate here`.")
def sure_anywhere(company):
    """Forget the quadrant."""
    table = _map(company)
    return list(table.index[table["sure"]])


@surely_ask_for_work.mistake(
    "Those are surely done worse than most. Whether they matter more than most must be sure as well: `sure` has both."
)
def sure_of_one(company):
    """Look at one interval."""
    table = _map(company)
    return list(table.index[(table["quadrant"] == "concentrate here") & (table["performance_high"] < table["up"])])


@surely_ask_for_work.mistake(
    "You took what they got for what matters: the arguments are the wrong way round. Importance comes first."
)
def swapped(company):
    """Swap the arguments."""
    return _surely(methods.gaps.importance_performance(said(company, "perception"), said(company, "expectation")))


@surely_ask_for_work.mistake("Those are of all waves. Asked is the last one.")
def of_all_waves(company):
    """Forget the wave."""
    both = (said(company, kind, every_wave=True) for kind in ("expectation", "perception"))
    return _surely(methods.gaps.importance_performance(*both))


@surely_ask_for_work.mistake(
    "You took what they got in *every* wave. What they expect is of the last: compare the same people."
)
def got_in_every_wave(company):
    """Forget the wave of one."""
    got = said(company, "perception", every_wave=True)
    return _surely(methods.gaps.importance_performance(said(company, "expectation"), got))


@surely_ask_for_work.mistake("Those are of the West alone. Asked are all customers.")
def of_the_west(company):
    """Keep one region."""
    rows = now(company)
    west = rows.index[rows["region"] == "West"]
    both = (said(company, kind) for kind in ("expectation", "perception"))
    return _surely(methods.gaps.importance_performance(*(one[one.index.isin(west)] for one in both)))


@surely_ask_for_work.mistake(
    "Those are the codes of the questions. Asked is what they are about, as `by_subject` names it: '01', not 'p01'."
)
def codes_of_the_questions(company):
    """Name the columns of what was ticked."""
    return [f"p{subject}" for subject in surely_ask_for_work(company)]


surely_ask_for_work.hints(
    "Important is above the cross, weak is left of it.",
    "`methods.gaps.importance_performance(wanted, got)` says of each item its quadrant, and whether it is sure.",
    'Of these items, `.index` where `quadrant` is "concentrate here" and `sure` is true.',
)


def _surely(table):
    return list(table.index[(table["quadrant"] == "concentrate here") & table["sure"]])


def _map(company, cross="means"):
    return methods.gaps.importance_performance(said(company, "expectation"), said(company, "perception"), cross)
