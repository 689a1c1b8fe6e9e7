"""Lesson 08, exercises on who answered: large against small, and those who ticked without reading."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_08.last_wave import got, invited
from kamlib.course.expects import Count, Number, Share


@exercise(
    "8.6",
    "In the last wave, by how many *points* is the response rate of contacts at large accounts higher than at small ones? (Sizes are those "
    "of `methods.survey.sampling_frame`.)",
    expects=Number("points", example="12.5", tolerance=0.05),
)
def large_answer_more(company):
    """Return the response rate of large accounts less that of small ones, in points."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts, company.orders)
    now = sent[sent["wave"] == sent["wave"].max()]
    rate = now.groupby("size")["answered"].mean()
    return 100 * (rate["large"] - rate["small"])


@large_answer_more.mistake("That is a share. In points, 0.12 are 12.")
def as_a_share(company):
    """Forget to multiply."""
    return large_answer_more(company) / 100


@large_answer_more.mistake(
    "That is how the answers are made up: how many of them come from large accounts, less how many from small ones. Asked is which share "
    "of each answered."
)
def of_the_answers(company):
    """Compare parts of the answers."""
    last = invited(company)
    parts = last[last["answered"]]["size"].value_counts(normalize=True)
    return 100 * (parts["large"] - parts["small"])


@large_answer_more.mistake(
    "That is by how many *per cent* the one rate is higher. Points are the difference of the two rates."
)
def in_per_cent(company):
    """Divide the rates."""
    rate = invited(company).groupby("size")["answered"].mean()
    return 100 * (rate["large"] / rate["small"] - 1)


@large_answer_more.mistake("That is over all waves. Asked is the last one.")
def all_waves(company):
    """Forget the wave."""
    frame = methods.survey.sampling_frame(company.responses, company.accounts, company.orders)
    rate = frame.groupby("size")["answered"].mean()
    return 100 * (rate["large"] - rate["small"])


@large_answer_more.mistake("That is the response rate of large accounts alone. Take off that of small ones.")
def large_alone(company):
    """Give one rate."""
    return 100 * invited(company).groupby("size")["answered"].mean()["large"]


large_answer_more.hints(
    "Of those asked at large accounts, which share answered? And at small ones?",
    "The sampling frame has `answered` (true or false) and `size`: the mean of true and false is a share.",
    '`rate = last.groupby("size")["answered"].mean()`, then 100 times the difference.',
)


@exercise(
    "8.7",
    "How many questionnaires of the last wave are a *straight line*: all items on what was got that were answered are ticked alike, "
    "although some are worded the other way round? (`methods.survey.careless`)",
    expects=Count("questionnaires"),
)
def straight_lines(company):
    """Return how many ticked one box all the way down."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    codes = methods.survey.Codebook.of(company.items, "perception")
    marks = methods.survey.sheet(company.answers, codes)
    return methods.survey.careless(marks[marks.index.isin(now)], codes)["straight"].sum()


@straight_lines.mistake(
    "Among the *scores* there are so many. Once items are turned a straight line has two levels, and hides: look at the ticks."
)
def after_turning(company):
    """Look for lines among the scores."""
    scores = methods.survey.scores_of(company.items, company.answers)
    scores = scores[scores.index.isin(invited(company).index)]
    return int((scores.nunique(axis=1) == 1).sum())


@straight_lines.mistake("Those are all waves. Asked is the last one.")
def of_all_waves(company):
    """Forget the wave."""
    book = methods.survey.Codebook.of(company.items, "perception")
    return int(methods.survey.careless(methods.survey.sheet(company.answers, book), book)["straight"].sum())


@straight_lines.mistake(
    "You looked at the items of one dimension alone. Four equal ticks happen honestly; twenty-two do not."
)
def of_one_dimension(company):
    """Look at four items."""
    names = methods.survey.Codebook.of(company.items, "perception").names("assurance")
    return int((got(company)[names].nunique(axis=1) == 1).sum())


@straight_lines.mistake(
    "Those ticked ten or more alike in a row. Somebody may mean ten; a straight line is one all the way down."
)
def long_runs(company):
    """Count long runs."""
    return int((_careless(company)["longest_run"] >= 10).sum())


@straight_lines.mistake(
    "Those answered every item, and alike. Who left one out and ticked the others alike did not read either."
)
def complete_lines(company):
    """Ask for complete sheets."""
    found = _careless(company)
    return int((found["straight"] & (found["answered"] == found["answered"].max())).sum())


@straight_lines.mistake("Those are the questionnaires that came back. Asked is how many of them are a straight line.")
def all_that_came(company):
    """Count all answers."""
    return len(got(company))


straight_lines.hints(
    "A line shows in what was ticked, not in scores.",
    "`methods.survey.sheet` gives ticks; `careless(ticked, book)` has a column `straight`.",
    "Add up `straight` over the questionnaires of the last wave.",
)


@exercise(
    "8.8",
    "Of all ticks on what was got in the last wave, which share is “don't know”?",
    expects=Share(example="0.01234", tolerance=1e-5),
)
def share_unknown(company):
    """Return the share of 99 among all ticks."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    marks = methods.survey.sheet(company.answers, methods.survey.Codebook.of(company.items, "perception"))
    marks = marks[marks.index.isin(now)]
    return (marks == 99).sum().sum() / marks.notna().sum().sum()


@share_unknown.mistake(
    "You counted gaps too. Who left an item out is silent; who ticks “don't know” says something: no such case, or no view."
)
def with_gaps(company):
    """Take all that is no answer."""
    book = methods.survey.Codebook.of(company.items, "perception")
    return float(methods.survey.item_nonresponse(got(company), book)["share"].mean())


@share_unknown.mistake("You divided by all cells of the sheet, empty ones among them. Divide by the ticks.")
def over_all_cells(company):
    """Divide by everything."""
    ticked = got(company)
    return float((ticked == 99).to_numpy().sum() / ticked.size)


@share_unknown.mistake(
    "That is the share of questionnaires with at least one “don't know”. Asked is the share of the ticks."
)
def of_questionnaires(company):
    """Count people."""
    return float((got(company) == 99).any(axis=1).mean())


@share_unknown.mistake("That is over all waves. Asked is the last one.")
def in_all_waves(company):
    """Forget the wave."""
    ticked = methods.survey.sheet(company.answers, methods.survey.Codebook.of(company.items, "perception"))
    return float((ticked == 99).to_numpy().sum() / ticked.notna().to_numpy().sum())


@share_unknown.mistake("That is the share in the one item where it is largest. Asked is the whole sheet.")
def of_one_item(company):
    """Take the largest."""
    ticked = got(company)
    return float(((ticked == 99).sum() / ticked.notna().sum()).max())


@share_unknown.mistake(
    "You took each respondent's own share, then the mean. Who ticked three items counts as much as who ticked twenty-two there: divide "
    "once, all codes by all ticks."
)
def mean_of_respondents(company):
    """Average the shares of people."""
    ticked = got(company)
    return float(((ticked == 99).sum(axis=1) / ticked.notna().sum(axis=1)).mean())


@share_unknown.mistake(
    "You took each item's share, then the mean. Items that few answered count as much as the others there: divide once, all codes by all "
    "ticks."
)
def mean_of_items(company):
    """Average the shares of items."""
    ticked = got(company)
    return float(((ticked == 99).sum() / ticked.notna().sum()).mean())


@share_unknown.mistake("You divided by the ticks from 1 to 7. “Don't know” is a tick as well: divide by all of them.")
def odds(company):
    """Leave the codes out of the whole."""
    unknown = got(company) == 99
    return float(unknown.to_numpy().sum() / (got(company).notna() & ~unknown).to_numpy().sum())


@share_unknown.mistake("That is a count. Divide it by the number of ticks.")
def a_count(company):
    """Count."""
    return float((got(company) == 99).to_numpy().sum())


share_unknown.hints(
    "99 stands for “don't know”; a gap is something else.",
    "`(ticked == 99).sum().sum()` counts the codes of the whole sheet, `ticked.notna().sum().sum()` all ticks.",
    "Divide the one by the other, for the questionnaires of the last wave.",
)


def _careless(company):
    return methods.survey.careless(got(company), methods.survey.Codebook.of(company.items, "perception"))
