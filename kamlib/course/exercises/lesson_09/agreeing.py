"""Lesson 09, exercises on mystery visits: agreement in per cent and beyond chance, and the rater who is too kind."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number, OneOf

RATERS = ("Rater A", "Rater B", "Rater C")


@exercise(
    "9.7",
    "Rater A and Rater B heard some mystery calls together. Over all standards of these calls, what is Cohen's kappa of the two "
    "(`methods.agreement.cohen_kappa`)?",
    expects=Number("a kappa, such as 0.45", tolerance=2e-3),
)
def kappa_of_two(company):
    """Return Cohen's kappa of raters A and B."""
    heard = company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")
    return methods.agreement.cohen_kappa(heard["Rater A"], heard["Rater B"])["kappa"]


@kappa_of_two.mistake("That is the share on which they agree. Two who tick \"met\" often agree often by chance: kappa takes chance off.")
def in_per_cent(company):
    """Give the share that agrees."""
    return methods.agreement.percent_agreement(_heard(company)[["Rater A", "Rater B"]].dropna())


@kappa_of_two.mistake("That is the kappa of Rater A and Rater C. Asked are A and B.")
def of_a_and_c(company):
    """Take another pair."""
    heard = _heard(company)
    return float(methods.agreement.cohen_kappa(heard["Rater A"], heard["Rater C"])["kappa"])


@kappa_of_two.mistake("That is the kappa of Rater B and Rater C. Asked are A and B.")
def of_b_and_c(company):
    """Take another pair."""
    heard = _heard(company)
    return float(methods.agreement.cohen_kappa(heard["Rater B"], heard["Rater C"])["kappa"])


@kappa_of_two.mistake("That is Krippendorff's alpha of all three. Asked is Cohen's kappa of A and B.")
def of_all_three(company):
    """Take all raters."""
    return methods.agreement.krippendorff_alpha(_heard(company))


@kappa_of_two.mistake("You took chance for one half. Where \"met\" is ticked more often than not, chance makes more agreement than that.")
def chance_of_a_half(company):
    """Take one half off."""
    return 2 * in_per_cent(company) - 1


kappa_of_two.hints(
    "A row a standard of a call, a column a rater.",
    '`company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")`.',
    '`methods.agreement.cohen_kappa(heard["Rater A"], heard["Rater B"])["kappa"]`.',
)


@exercise(
    "9.8",
    "One of the three raters is too kind: who? Compare the raters on the calls that they heard *together* with others.",
    expects=OneOf(RATERS),
)
def kindest(company):
    """Return the rater who lets most pass that another rater of the same call does not."""
    heard = company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")
    others = heard.mean(axis=1)
    return heard.sub(others, axis=0).mean().idxmax()


@kindest.mistake("A is no kinder than those who heard the same calls.")
def rater_a(company):
    """Take the first that is not the kindest."""
    return _not_kindest(company)[0]


@kindest.mistake("B is no kinder than those who heard the same calls.")
def rater_b(company):
    """Take the second that is not the kindest."""
    return _not_kindest(company)[1]


@kindest.mistake("Give the name, such as \"Rater A\": your answer is no rater.")
def nobody(company):
    """Say that all are alike."""
    raise ValueError


kindest.hints(
    "Not every rater heard the same calls: some calls were better than others.",
    "Take off each standard's mean over those who heard it.",
    "The largest mean of what is left is the kindest.",
)


def _heard(company):
    return company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")


def _not_kindest(company):
    return [name for name in RATERS if name != kindest(company)]
