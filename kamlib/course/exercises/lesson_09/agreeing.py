"""Lesson 09, exercises on mystery visits: agreement in per cent and beyond chance, and the rater who is too kind."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Number


@exercise(
    "9.7",
    "Rater A and Rater C heard some mystery calls together. Over all standards of these calls, what is Cohen's kappa of the two "
    "(`methods.agreement.cohen_kappa`)?",
    expects=Number("a kappa", example="0.4567", tolerance=5e-4),
)
def kappa_of_two(company):
    """Return Cohen's kappa of raters A and C."""
    together = company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")
    return methods.agreement.cohen_kappa(together["Rater A"], together["Rater C"])["kappa"]


@kappa_of_two.mistake(
    'That is the share on which they agree. Two who tick "met" often agree often by chance: kappa takes chance off.'
)
def in_per_cent(company):
    """Give the share that agrees."""
    return methods.agreement.percent_agreement(_pair(company))


@kappa_of_two.mistake(
    "That is the share on which they agree of *all* ticks. Most calls only one of them heard, and nothing is not the same as nothing: keep "
    "the calls of both. Then take chance off."
)
def equal_cells(company):
    """Compare columns with gaps."""
    heard = _heard(company)
    return float((heard["Rater A"] == heard["Rater C"]).mean())


@kappa_of_two.mistake("That is the kappa of Rater A and Rater B. Asked are A and C.")
def of_a_and_b(company):
    """Take another pair."""
    heard = _heard(company)
    return float(methods.agreement.cohen_kappa(heard["Rater A"], heard["Rater B"])["kappa"])


@kappa_of_two.mistake("That is the kappa of Rater B and Rater C. Asked are A and C.")
def of_b_and_c(company):
    """Take another pair."""
    heard = _heard(company)
    return float(methods.agreement.cohen_kappa(heard["Rater B"], heard["Rater C"])["kappa"])


@kappa_of_two.mistake("That is Krippendorff's alpha of all three. Asked is Cohen's kappa of A and C.")
def of_all_three(company):
    """Take all raters."""
    return methods.agreement.krippendorff_alpha(_heard(company))


@kappa_of_two.mistake(
    "That is Krippendorff's alpha of the two. It takes their ticks for those of one rater; Cohen's kappa lets each have a habit."
)
def krippendorff(company):
    """Take another measure."""
    return methods.agreement.krippendorff_alpha(_pair(company))


@kappa_of_two.mistake(
    "That is Fleiss' kappa of the two. It takes their ticks for those of one rater; Cohen's kappa lets each have a habit."
)
def fleiss(company):
    """Take another kappa."""
    return methods.agreement.fleiss_kappa(_pair(company))


@kappa_of_two.mistake(
    "That is their correlation. One who is always a little kinder correlates as well as before: kappa counts ticks that are the same."
)
def correlation(company):
    """Correlate."""
    return float(_pair(company).astype(float).corr().iloc[0, 1])


kappa_of_two.hints(
    "A row a standard of a call, a column a rater.",
    '`company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")`.',
    '`methods.agreement.cohen_kappa(heard["Rater A"], heard["Rater C"])["kappa"]`.',
)


@exercise(
    "9.8",
    "Rater C seems kind. Of the standards that C and another rater heard in the *same* call: which share did C let pass, "
    "less the share that "
    "the other let pass?",
    expects=Number("a difference of shares", example="0.125", tolerance=5e-4),
)
def kindness(company):
    """Return the share that Rater C lets pass less that of the others, on the same calls."""
    together = company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")
    others = together[["Rater A", "Rater B"]].mean(axis=1)
    return (together["Rater C"] - others).mean()


@kindness.mistake(
    "You compared all calls of C with all calls of the others. They heard other calls, and some calls were better: compare pairs."
)
def all_calls(company):
    """Compare the raters' own means."""
    met = company.visits.assign(kind=company.visits["rater"] == "Rater C").groupby("kind")["met"].mean()
    return met[True] - met[False]


@kindness.mistake("Upside down. Asked is C less the other.")
def wrong_sign(company):
    """Subtract the other way."""
    return -kindness(company)


@kindness.mistake(
    "You took C off the mean of *both* who heard the call, C included. Half of the kindness is in that mean: take the other alone."
)
def against_the_mean(company):
    """Compare with a mean that holds C."""
    heard = _heard(company)
    return float((heard["Rater C"] - heard.mean(axis=1)).mean())


@kindness.mistake("That is the share that C lets pass. Take off the share of the other.")
def of_c_alone(company):
    """Give one share."""
    heard = _heard(company)
    return float(heard.loc[heard[["Rater A", "Rater B"]].notna().any(axis=1), "Rater C"].mean())


@kindness.mistake("That is in points. As a difference of shares 12 points are 0.12.")
def in_points(company):
    """Multiply."""
    return 100 * kindness(company)


@kindness.mistake("That is by how many times C lets more pass. Asked is the difference of the shares.")
def as_a_ratio(company):
    """Divide."""
    heard = _heard(company)
    others = heard[["Rater A", "Rater B"]].mean(axis=1)
    both = heard["Rater C"].notna() & others.notna()
    return float(heard.loc[both, "Rater C"].mean() / others[both].mean())


@kindness.mistake("You compared with Rater A alone. C heard calls with B as well: take whoever heard the call with C.")
def against_a(company):
    """Take one colleague."""
    heard = _heard(company)
    return float((heard["Rater C"] - heard["Rater A"]).mean())


@kindness.mistake("You compared with Rater B alone. C heard calls with A as well: take whoever heard the call with C.")
def against_b(company):
    """Take the other colleague."""
    heard = _heard(company)
    return float((heard["Rater C"] - heard["Rater B"]).mean())


@kindness.mistake(
    "You compared all calls of C with *all* calls, C's among them. Compare the same calls, with the other alone."
)
def against_everybody(company):
    """Compare with the mean of all."""
    met = company.visits["met"]
    return float(met[company.visits["rater"] == "Rater C"].mean() - met.mean())


@kindness.mistake("That is by which part of the other's share C lets more pass. Asked is the difference of the shares.")
def in_per_cent_of_the_other(company):
    """Divide the difference."""
    return as_a_ratio(company) - 1


kindness.hints(
    "Not every rater heard the same calls: some calls were better than others.",
    "A row a standard of a call, a column a rater: the rows where C and another are there are the pairs.",
    'The mean of `heard["Rater C"] - heard[["Rater A", "Rater B"]].mean(axis=1)`.',
)


def _heard(company):
    return company.visits.pivot(index=["visit_id", "standard"], columns="rater", values="met")


def _pair(company):
    return _heard(company)[["Rater A", "Rater C"]].dropna()
