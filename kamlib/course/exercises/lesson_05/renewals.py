"""Lesson 05, exercise on contracts: how many subscribers are left after renewals nobody has seen yet."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import share
from kamlib.tables.published import published

SEEN = 4


@exercise(
    "5.3",
    'Of the published "regular" subscribers you have seen four renewals. Fit fit_sbg to the start and these four: which share '
    "will still be there after 12 renewals?",
    expects=share,
)
def still_after_twelve(company):
    """Return the projected survival after twelve renewals."""
    from kamlib.tables.published import published

    table = published("renewals")
    regular = table[table["cohort"] == "regular"].set_index("year")["surviving"]
    model = methods.clv.fit_sbg(regular.loc[0:4])
    return model.survival([12]).iloc[0]


@still_after_twelve.mistake(
    "You let the same share leave at every renewal. Those most likely to leave leave first, so later the rate falls."
)
def constant_rate(company):
    """Carry the average rate on."""
    return (_regular().loc[SEEN] / _regular().loc[0]) ** (12 / SEEN)


@still_after_twelve.mistake("You carried the rate of the first renewal on. It is the worst of all.")
def first_rate(company):
    """Carry the first rate on."""
    return (_regular().loc[1] / _regular().loc[0]) ** 12


@still_after_twelve.mistake("You carried the rate of the last renewal seen on. It goes on getting better.")
def last_rate(company):
    """Carry the last rate on."""
    seen = _regular()
    return seen.loc[SEEN] / seen.loc[0] * (seen.loc[SEEN] / seen.loc[SEEN - 1]) ** (12 - SEEN)


@still_after_twelve.mistake(
    "That is the retention at the twelfth renewal, of those still there. Asked is the share of all that began."
)
def retention_at_twelve(company):
    """Take the rate for the share."""
    return methods.clv.fit_sbg(_regular().loc[0:SEEN]).retention([12]).iloc[0]


@still_after_twelve.mistake("You fitted to all twelve renewals. Eight of them have not happened yet in this question.")
def seen_all(company):
    """Look ahead."""
    return methods.clv.fit_sbg(_regular()).survival([12]).iloc[0]


@still_after_twelve.mistake("Those are the other subscribers, high_end. Keep cohort regular.")
def other_cohort(company):
    """Take the wrong segment."""
    return methods.clv.fit_sbg(_cohort("high_end").loc[0:SEEN]).survival([12]).iloc[0]


@still_after_twelve.mistake("You left out the start: the 1,000 of year 0 belong in the list, before the four renewals.")
def without_the_start(company):
    """Forget who began."""
    return methods.clv.fit_sbg(_regular().loc[1:SEEN]).survival([12]).iloc[0]


@still_after_twelve.mistake("That is the share that has left by then. Asked is the share still there.")
def gone(company):
    """Take the rest."""
    return 1 - still_after_twelve(company)


@still_after_twelve.mistake(
    "You fitted to three renewals: the start is a number too, so the first four numbers hold only three. Give it five: .loc[0:4]."
)
def three_renewals(company):
    """Keep four numbers for four renewals."""
    return methods.clv.fit_sbg(_regular().loc[0 : SEEN - 1]).survival([12]).iloc[0]


@still_after_twelve.mistake(
    "That is after eight renewals. The model counts from the start and not from the last renewal seen: survival([12])."
)
def eight_more(company):
    """Count from today."""
    return methods.clv.fit_sbg(_regular().loc[0:SEEN]).survival([12 - SEEN]).iloc[0]


@still_after_twelve.mistake("That is after sixteen renewals, twelve more than were seen. Asked are twelve in all.")
def twelve_more(company):
    """Add to the renewals seen."""
    return methods.clv.fit_sbg(_regular().loc[0:SEEN]).survival([12 + SEEN]).iloc[0]


@still_after_twelve.mistake("That is after eleven renewals: year 0 is the start, and no renewal.")
def eleven(company):
    """Count the start as the first."""
    return methods.clv.fit_sbg(_regular().loc[0:SEEN]).survival([11]).iloc[0]


@still_after_twelve.mistake("That is the share of the 326 left after four renewals. Asked is of all that began.")
def of_those_left(company):
    """Divide by those seen last."""
    shares = methods.clv.fit_sbg(_regular().loc[0:SEEN]).survival([SEEN, 12])
    return shares.iloc[1] / shares.iloc[0]


@still_after_twelve.mistake(
    "That is what happened, read from the table. In the question nobody has seen it yet: fit to the first four renewals."
)
def looked_up(company):
    """Read the answer from the data."""
    return _regular().loc[12] / _regular().loc[0]


@still_after_twelve.mistake(
    "You averaged the four rates and carried the mean on. The rates do not stay as they are: fit the model."
)
def mean_rate(company):
    """Average the rates."""
    seen = _regular().loc[0:SEEN]
    return (seen / seen.shift()).mean() ** 12


@still_after_twelve.mistake("You let the rate of the last renewal seen hold from the start. It was not that good then.")
def last_rate_throughout(company):
    """Take the last rate twelve times."""
    return (_regular().loc[SEEN] / _regular().loc[SEEN - 1]) ** 12


@still_after_twelve.mistake("You added both kinds of subscribers up. Keep cohort regular.")
def both_cohorts(company):
    """Forget the segment."""
    return methods.clv.fit_sbg((_regular() + _cohort("high_end")).loc[0:SEEN]).survival([12]).iloc[0]


still_after_twelve.hints(
    'published("renewals") has the columns cohort, year and surviving; keep cohort "regular".',
    "Five numbers go into methods.clv.fit_sbg: those who began, and those left after each of four renewals.",
    "model.survival([12]).iloc[0] is the share left after twelve.",
)


def _cohort(name):
    table = published("renewals")
    return table[table["cohort"] == name].set_index("year")["surviving"]


def _regular():
    return _cohort("regular")
