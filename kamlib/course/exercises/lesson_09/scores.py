"""Lesson 09, exercises on scores: a net promoter score, how sure its change is, and how many will buy again."""

import math

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_09.said import one_answer
from kamlib.course.expects import Number, share
from kamlib.methods.normal import Z


@exercise(
    "9.1",
    "In the last wave, what is the net promoter score, in points from −100 to 100: the share of promoters (9 and 10) less the share of "
    "detractors (0 to 6)?",
    expects=Number("points", example="12.5", tolerance=0.05),
)
def promoter_score(company):
    """Return the net promoter score of the last wave."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    likely = methods.survey.scores_of(company.items, company.answers, "recommend").mean(axis=1)
    return methods.survey.net_promoter(likely[likely.index.isin(now)]).value


@promoter_score.mistake(
    "That is the mean of the answers. A net promoter score is no mean: it is a share less another share."
)
def the_mean(company):
    """Average the answers."""
    return float(one_answer(company, "recommend").mean())


@promoter_score.mistake("That is a share. In points, 0.12 are 12.")
def as_a_share(company):
    """Forget to multiply."""
    return promoter_score(company) / 100


@promoter_score.mistake("You counted 8 as a promoter. Promoters are 9 and 10; 7 and 8 count for nothing.")
def from_eight(company):
    """Move the upper limit."""
    said = one_answer(company, "recommend")
    return 100 * float((said >= 8).mean() - (said <= 6).mean())


@promoter_score.mistake("You counted 7 and 8 as detractors. Detractors are 0 to 6; 7 and 8 count for nothing.")
def without_passives(company):
    """Count the middle as against us."""
    said = one_answer(company, "recommend")
    return 100 * float((said >= 9).mean() - (said <= 8).mean())


@promoter_score.mistake("You left the 6 out of the detractors. They go from 0 to 6.")
def to_five(company):
    """Move the lower limit."""
    said = one_answer(company, "recommend")
    return 100 * float((said >= 9).mean() - (said <= 5).mean())


@promoter_score.mistake(
    "You divided by promoters and detractors alone. 7 and 8 answered too: divide by everybody who did."
)
def of_those_who_count(company):
    """Leave the passives out of the whole."""
    said = one_answer(company, "recommend")
    above, below = int((said >= 9).sum()), int((said <= 6).sum())
    return 100 * (above - below) / (above + below)


@promoter_score.mistake(
    "You divided by all who were invited. A missing answer is no passive: leave it out (`.dropna()`)."
)
def of_all_invited(company):
    """Let gaps count as neither."""
    sent = methods.survey.sampling_frame(company.responses)
    last = sent.index[sent["wave"] == sent["wave"].max()]
    said = one_answer(company, "recommend").reindex(last)
    return 100 * float((said >= 9).mean() - (said <= 6).mean())


@promoter_score.mistake("That is over all waves. Asked is the last one.")
def all_waves(company):
    """Forget the wave."""
    said = methods.survey.scores_of(company.items, company.answers, "recommend").mean(axis=1)
    return methods.survey.net_promoter(said).value


@promoter_score.mistake("Those are the promoters alone. Take the detractors off.")
def promoters_alone(company):
    """Forget the detractors."""
    return 100 * float((one_answer(company, "recommend") >= 9).mean())


@promoter_score.mistake("Those are people. Divide by all who answered, times 100.")
def heads(company):
    """Count people."""
    said = one_answer(company, "recommend")
    return int((said >= 9).sum()) - int((said <= 6).sum())


promoter_score.hints(
    "Which share of the answers is 9 or 10, and which 0 to 6?",
    '`methods.survey.scores_of(company.items, company.answers, "recommend")` has the answers, a row a questionnaire.',
    "`methods.survey.net_promoter(answers).value`, for the questionnaires of the last wave.",
)


@exercise(
    "9.2",
    "The net promoter score changed from wave 2024-2 to wave 2025-2. How sure is this change? Give *half* of its 95 % interval, in points "
    "(`methods.survey.two_waves`).",
    expects=Number("points", example="12.5", tolerance=0.05),
)
def margin_of_change(company):
    """Return half of the interval of the change."""
    sent = methods.survey.sampling_frame(company.responses)
    likely = methods.survey.scores_of(company.items, company.answers, "recommend").mean(axis=1).dropna()
    wave = sent["wave"].reindex(likely.index)
    before, after = (methods.survey.net_promoter(likely[wave == name]) for name in ("2024-2", "2025-2"))
    change = methods.survey.two_waves(before, after)
    return (change["high"] - change["low"]) / 2


@margin_of_change.mistake("That is the change itself. Asked is how far it may be off: half of its interval.")
def the_change(company):
    """Give the change."""
    before, after = _both(company)
    return after.value - before.value


@margin_of_change.mistake("That is the margin of the last score alone. A change has the chance of both waves in it.")
def of_the_last(company):
    """Take one score."""
    after = _both(company)[1]
    return (after.high - after.low) / 2


@margin_of_change.mistake(
    "You added the two margins. Chances of two samples add up as squares: take the root of the sum of squares."
)
def margins_added(company):
    """Add the margins."""
    return sum((one.high - one.low) / 2 for one in _both(company))


@margin_of_change.mistake("You compared with the wave before. Asked is 2024-2, the autumn a year before.")
def from_the_spring(company):
    """Take the spring for the autumn."""
    spring, autumn = (
        methods.survey.net_promoter(one_answer(company, "recommend", wave)) for wave in ("2025-1", "2025-2")
    )
    change = methods.survey.two_waves(spring, autumn)
    return float(change["high"] - change["low"]) / 2


@margin_of_change.mistake("That is as a share. In points, 0.12 are 12.")
def margin_as_a_share(company):
    """Forget to multiply."""
    return margin_of_change(company) / 100


@margin_of_change.mistake("That is the whole interval. Half of it is asked.")
def whole_interval(company):
    """Give the width."""
    return 2 * margin_of_change(company)


@margin_of_change.mistake("That is one standard error of the change. The margin of 95 % is 1.96 of them.")
def one_error(company):
    """Give the standard error."""
    return math.hypot(*(one.standard_error for one in _both(company)))


@margin_of_change.mistake(
    "You took a promoter score for a share, p (1 − p). It is a difference of two shares of one sample, and spreads more: p + d − (p − d)²."
)
def as_a_proportion(company):
    """Use the formula of a share for the promoters alone."""
    errors = []
    for wave in ("2024-2", "2025-2"):
        said = one_answer(company, "recommend", wave)
        p = float((said >= 9).mean())
        errors.append(100 * math.sqrt(p * (1 - p) / len(said)))
    return Z * math.hypot(*errors)


margin_of_change.hints(
    "Both waves are samples: both have a margin.",
    "`methods.survey.net_promoter` gives a score with its standard error; `methods.survey.two_waves(before, after)` takes two.",
    'Half of `change["high"] - change["low"]`.',
)


@exercise(
    "9.3",
    "On Juster's scale each point of 0 to 10 stands for a chance of buying again (0 for 1 in 100, 10 for 99 in 100, the rest tenths). "
    "Which share of the respondents of the last wave may be expected to buy again within a year?",
    expects=share,
)
def expected_again(company):
    """Return the mean chance of buying again."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    again = methods.survey.scores_of(company.items, company.answers, "repurchase").mean(axis=1)
    return methods.survey.expected_repurchase(again[again.index.isin(now)]).value


@expected_again.mistake(
    "Those are the ones who ticked 9 or 10. Who ticks 5 buys again in 5 of 10 cases: take the mean of the chances."
)
def top_two(company):
    """Count the two best boxes."""
    return float((one_answer(company, "repurchase") >= 9).mean())


@expected_again.mistake(
    "Those are the ones who ticked more than 5. Who ticks 4 buys again in 4 of 10 cases: take the mean of the chances."
)
def above_the_middle(company):
    """Count those above the middle."""
    return float((one_answer(company, "repurchase") > 5).mean())


@expected_again.mistake("That is over all waves. Asked is the last one.")
def every_wave(company):
    """Forget the wave."""
    every = methods.survey.scores_of(company.items, company.answers, "repurchase").mean(axis=1)
    return methods.survey.expected_repurchase(every).value


@expected_again.mistake(
    "That is the mean tick over 10. The ends of the scale are not so sure: 10 stands for 99 in 100, and 0 for 1 in 100."
)
def by_ten(company):
    """Take the boxes for tenths."""
    return float(one_answer(company, "repurchase").mean()) / 10


@expected_again.mistake(
    "That is the mean tick. Each tick stands for a chance, from 1 to 99 in 100: take the mean of the chances."
)
def mean_tick(company):
    """Average the ticks."""
    return float(one_answer(company, "repurchase").mean())


@expected_again.mistake(
    "You divided by 11, the number of boxes. Each box stands for a chance of its own, 10 for 99 in 100: take the mean of the chances."
)
def by_eleven(company):
    """Divide by the boxes."""
    return float(one_answer(company, "repurchase").mean()) / 11


expected_again.hints(
    "Every tick is a chance.",
    "The mean of the chances is the share to be expected.",
    '`methods.survey.expected_repurchase` takes the answers that ask for "repurchase".',
)


def _both(company):
    return [methods.survey.net_promoter(one_answer(company, "recommend", wave)) for wave in ("2024-2", "2025-2")]
