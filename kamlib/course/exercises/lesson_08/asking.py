"""Lesson 08, exercises on asking: which draft may stay, what a dimension scores, and how far its items agree."""

import numpy as np

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_08.last_wave import got, invited, reliability_items
from kamlib.course.expects import Number, OneOf


@exercise(
    "8.1",
    "Five drafts of an item. A: “Deliveries are on time and complete.” B: “Would you not agree that our advice is excellent?” C: “Orders "
    "arrive on the day that was named.” D: “It never happens that nobody calls when there is no delivery.” E: “How often, on average over "
    "the last three years, were our invoices right?” Which one can stay as it is?",
    expects=OneOf(("A", "B", "C", "D", "E")),
)
def sound_draft(company):
    """Return the letter of the draft that asks one thing, plainly, of what the reader can know."""
    return "C"


@sound_draft.mistake("A asks two things at once: who gets half of a delivery on time cannot answer it.")
def two_at_once(company):
    """Take the double one."""
    return "A"


@sound_draft.mistake("B leads: it puts the answer into the reader's mouth.")
def leading(company):
    """Take the leading one."""
    return "B"


@sound_draft.mistake("D has three negations: half of the readers will tick the opposite of what they mean.")
def negations(company):
    """Take the tangled one."""
    return "D"


@sound_draft.mistake("E asks for what nobody remembers: three years of invoices, on average.")
def memory(company):
    """Take the one that asks too much."""
    return "E"


sound_draft.hints(
    "Read each aloud to somebody who has little time.",
    "An item asks one thing, of what the reader knows, without saying which answer is wanted.",
    "Look for “and”, for “would you not”, for two negations, and for years.",
)


@exercise(
    "8.2",
    "In the last wave, what does *reliability* score? A respondent's score is the mean of the items on reliability that he or she "
    "answered, items worded the other way round turned; the dimension's score is the mean over respondents.",
    expects=Number("points from 1 to 7", example="4.25", tolerance=5e-3),
)
def reliability_score(company):
    """Return the mean score of the items on reliability."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.scores_of(company.items, company.answers)
    codes = methods.survey.Codebook.of(company.items, "perception")
    reliability = points.loc[points.index.isin(now), codes.names("reliability")]
    return reliability.mean(axis=1).mean()


@reliability_score.mistake(
    "One item of reliability is worded the other way round: a 7 there is bad. Turn it (8 less the answer), as `codebook.scored` does."
)
def not_turned(company):
    """Add up what was ticked."""
    return got(company)[reliability_items(company)].replace(99, np.nan).mean(axis=1).mean()


@reliability_score.mistake("You averaged 99 as if it were an answer. It stands for “don't know”: leave it out.")
def codes_averaged(company):
    """Keep the codes for no answer."""
    ticked = got(company)[reliability_items(company)]
    return _turned(company, ticked).mean(axis=1).mean()


@reliability_score.mistake(
    "You averaged 99 as an answer, and did not turn the item that is worded the other way round. Two steps."
)
def both_forgotten(company):
    """Forget both."""
    return got(company)[reliability_items(company)].mean(axis=1).mean()


@reliability_score.mistake("That is the sum over the items. A score on the scale from 1 to 7 is their mean.")
def summed(company):
    """Add up the items."""
    return _scores(company)[reliability_items(company)].sum(axis=1).mean()


@reliability_score.mistake(
    'That is the mean over all five dimensions. Asked is reliability: `book.names("reliability")`.'
)
def all_dimensions(company):
    """Take all items."""
    return _scores(company).mean(axis=1).mean()


@reliability_score.mistake("That is over all waves. Asked is the last one.")
def all_waves(company):
    """Forget the wave."""
    scores = methods.survey.scores_of(company.items, company.answers)
    return scores[reliability_items(company)].mean(axis=1).mean()


@reliability_score.mistake(
    "You kept those alone who answered every item. A respondent's score is the mean of what he or she answered."
)
def complete_alone(company):
    """Drop whoever left one out."""
    return float(_scores(company)[reliability_items(company)].dropna().mean(axis=1).mean())


reliability_score.hints(
    "Which answers are no answers, and which run backwards?",
    "`methods.survey.scores_of(company.items, company.answers)` gives scores, turned and without codes, a row a questionnaire.",
    'Keep the rows of the last wave and the columns `book.names("reliability")`, then `.mean(axis=1).mean()`.',
)


@exercise(
    "8.3",
    "How well do the items on reliability agree in the last wave? Give Cronbach's alpha (`methods.survey.reliability`, `.alpha`), over "
    "those who answered all of them.",
    expects=Number("an alpha", example="0.7512", tolerance=5e-5),
)
def alpha_of_reliability(company):
    """Return Cronbach's alpha of the items on reliability."""
    sent = methods.survey.sampling_frame(company.responses)
    now = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.scores_of(company.items, company.answers)
    codes = methods.survey.Codebook.of(company.items, "perception")
    reliability = points.loc[points.index.isin(now), codes.names("reliability")]
    return methods.survey.reliability(reliability).alpha


@alpha_of_reliability.mistake(
    "One item is not turned. It runs against the others, and the sum says less: alpha falls. A fall like this is how one finds it."
)
def alpha_not_turned(company):
    """Take what was ticked."""
    ticked = got(company)[reliability_items(company)].replace(99, np.nan)
    return methods.survey.reliability(ticked).alpha


@alpha_of_reliability.mistake(
    "99 is in it as an answer. Two who do not know seem to agree perfectly, and alpha is about codes."
)
def alpha_of_codes(company):
    """Keep the codes for no answer."""
    return methods.survey.reliability(_turned(company, got(company)[reliability_items(company)])).alpha


@alpha_of_reliability.mistake("That is the standardised alpha, as if all items spread alike. Asked is `.alpha`.")
def standardised(company):
    """Take the other one."""
    return methods.survey.reliability(_scores(company)[reliability_items(company)]).standardised


@alpha_of_reliability.mistake(
    "That is alpha over all items of the sheet. It is high because they are many: alpha grows with every item, of whatever kind."
)
def of_all_items(company):
    """Take all items."""
    return methods.survey.reliability(_scores(company)).alpha


@alpha_of_reliability.mistake(
    "That is the mean correlation between the items. Alpha says how sure their *sum* is, and is higher."
)
def mean_correlation(company):
    """Average the correlations."""
    among = _scores(company)[reliability_items(company)].corr().to_numpy()
    return float(among[np.triu_indices(len(among), 1)].mean())


@alpha_of_reliability.mistake("That is over all waves. Asked is the last one.")
def alpha_of_all_waves(company):
    """Forget the wave."""
    scores = methods.survey.scores_of(company.items, company.answers)
    return methods.survey.reliability(scores[reliability_items(company)]).alpha


alpha_of_reliability.hints(
    "Use the scores of exercise 8.2: turned, and without codes.",
    "`methods.survey.reliability(scores)` takes the columns that are to be added up.",
    "Its `.alpha` is asked; `.note` says how many left an item out.",
)


def _scores(company):
    scores = methods.survey.scores_of(company.items, company.answers)
    return scores[scores.index.isin(invited(company).index)]


def _turned(company, ticked):
    book = methods.survey.Codebook.of(company.items, "perception")
    return ticked.assign(**{name: 8 - ticked[name] for name in ticked if book[name].reversed})
