"""Lesson 10, exercises on our own people: how far they overrate an item, what managers believe, and the standard that is too low."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_10.said import of_staff, said
from kamlib.course.expects import Number

TOLD = "09"


@exercise(
    "10.5",
    "Item 09 says: “If a delivery will be late, we hear of it before we have to ask.” By how many points do *our staff* rate it above the "
    "customers of the last wave (staff's belief of what customers would say, less what customers say)?",
    expects=Number("points", example="0.25", tolerance=2e-3),
)
def blind_spot(company):
    """Return the mean of what staff believe customers say of item 09, less what customers of the last wave say."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.by_subject(company.items, company.answers, "perception")
    likely = methods.survey.by_subject(company.items, company.staff_responses, "staff belief of perception", "staff_id")
    return likely["09"].mean() - points.loc[points.index.isin(codes), "09"].mean()


@blind_spot.mistake("Upside down: staff less customers. Staff rate it higher, so the number is above zero.")
def other_way(company):
    """Subtract the other way."""
    return -blind_spot(company)


@blind_spot.mistake("You asked managers alone. Asked are all our staff.")
def managers_alone(company):
    """Take one department."""
    managers = of_staff(company, "staff belief of perception", "management")[TOLD].mean()
    return float(managers - said(company, "perception")[TOLD].mean())


@blind_spot.mistake("You took what staff believe customers *expect*. Asked is what they believe customers *get*.")
def belief_of_expectation(company):
    """Take the other belief."""
    return float(
        of_staff(company, "staff belief of expectation")[TOLD].mean() - said(company, "perception")[TOLD].mean()
    )


@blind_spot.mistake(
    "You compared with customers of all waves. Staff were asked in the autumn of 2025: take the last wave."
)
def with_every_wave(company):
    """Forget the wave."""
    customers = said(company, "perception", every_wave=True)[TOLD].mean()
    return float(of_staff(company, "staff belief of perception")[TOLD].mean() - customers)


@blind_spot.mistake("That is what staff believe, alone. Take off what customers say.")
def staff_alone(company):
    """Forget the customers."""
    return float(of_staff(company, "staff belief of perception")[TOLD].mean())


@blind_spot.mistake("You took off what customers *expect*. Take off what they say they get.")
def off_what_they_expect(company):
    """Take the expectation."""
    staff = of_staff(company, "staff belief of perception")[TOLD].mean()
    return float(staff - said(company, "expectation")[TOLD].mean())


@blind_spot.mistake("You took medians. Take means: of a scale of seven the median moves in whole steps.")
def medians(company):
    """Take the middle."""
    staff = of_staff(company, "staff belief of perception")[TOLD].median()
    return float(staff - said(company, "perception")[TOLD].median())


blind_spot.hints(
    "Two groups of other people: compare two means.",
    '`methods.survey.by_subject(company.items, company.staff_responses, "staff belief of perception", "staff_id")` has what staff believe.',
    'The mean of its column "09", less the mean of the customers\' column "09" in the last wave.',
)


@exercise(
    "10.6",
    "Gap 1 of item 09: what *managers* believe customers expect, less what customers of the last wave do expect. How many points?",
    expects=Number("points", example="−0.25", tolerance=2e-3),
)
def gap_one(company):
    """Return managers' belief of what is expected of item 09, less what customers expect."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent.index[sent["wave"] == sent["wave"].max()]
    few = company.staff_responses[company.staff_responses["department"] == "management"]
    likely = methods.survey.by_subject(company.items, few, "staff belief of expectation", "staff_id")
    hoped = methods.survey.by_subject(company.items, company.answers, "expectation")
    return likely["09"].mean() - hoped.loc[hoped.index.isin(codes), "09"].mean()


@gap_one.mistake(
    "You asked all staff. Those who drive and answer telephones know better: gap 1 is of those who decide."
)
def all_staff(company):
    """Take everybody."""
    return float(
        of_staff(company, "staff belief of expectation")[TOLD].mean() - said(company, "expectation")[TOLD].mean()
    )


@gap_one.mistake(
    "Upside down: what managers believe less what customers expect. They believe less, so it is below zero."
)
def gap_one_wrong_sign(company):
    """Subtract the other way."""
    return -gap_one(company)


@gap_one.mistake("You took off what customers *got*. Gap 1 is about what they expect.")
def off_what_they_got(company):
    """Take the perception."""
    managers = of_staff(company, "staff belief of expectation", "management")[TOLD].mean()
    return float(managers - said(company, "perception")[TOLD].mean())


@gap_one.mistake("You took what managers believe customers *get*. Gap 1 is about what they expect.")
def belief_of_perception(company):
    """Take the other belief."""
    managers = of_staff(company, "staff belief of perception", "management")[TOLD].mean()
    return float(managers - said(company, "expectation")[TOLD].mean())


@gap_one.mistake("You took off what is *just enough*. Gap 1 is about what they expect.")
def off_the_least(company):
    """Take the minimum."""
    managers = of_staff(company, "staff belief of expectation", "management")[TOLD].mean()
    return float(managers - said(company, "minimum")[TOLD].mean())


gap_one.hints(
    "Six people decide. What do they believe?",
    "The staff table has a column department: keep the rows of management.",
    'Their mean of "09" of the kind "staff belief of expectation", less the customers\' mean of "expectation".',
)


@exercise(
    "10.7",
    "Gap 2: how far is a written standard (`target`) *below* what managers themselves believe customers expect? Of all items that have a "
    "standard, give the largest gap, in points.",
    expects=Number("points", example="−0.25", tolerance=2e-3),
)
def standard_too_low(company):
    """Return the gap of the item whose standard lies furthest below managers' belief."""
    few = company.staff_responses[company.staff_responses["department"] == "management"]
    likely = methods.survey.by_subject(company.items, few, "staff belief of expectation", "staff_id").mean()
    aimed = company.standards.dropna(subset="target").set_index("about")["target"]
    return (aimed - likely).min()


@standard_too_low.mistake(
    "That is below what *customers* expect. Managers may not know that: gaps 1 and 2 are both in it. Take what managers believe."
)
def below_customers(company):
    """Compare with customers."""
    return float((_target(company) - said(company, "expectation").mean()).min())


@standard_too_low.mistake(
    "That is how far we fall short of our own standard. What is written and not done is gap 3, or 4."
)
def not_kept(company):
    """Compare what was got with the standard."""
    return float((said(company, "perception").mean() - _target(company)).min())


@standard_too_low.mistake(
    "That is gap 1: managers against customers. Gap 2 goes from what they believe to what they write down."
)
def gap_one_instead(company):
    """Take the link before."""
    managers = of_staff(company, "staff belief of expectation", "management").mean()
    return float((managers - said(company, "expectation").mean()).min())


@standard_too_low.mistake("Upside down: standard less belief. A standard that is too low has a gap below zero.")
def belief_less_standard(company):
    """Subtract the other way."""
    return -standard_too_low(company)


@standard_too_low.mistake(
    "That is where the standard lies furthest *above* what managers believe. Look for the other end."
)
def too_high(company):
    """Take the maximum."""
    return float(_apart(company).max())


@standard_too_low.mistake("That is the mean over all items. One is far below: take the largest gap.")
def mean_of_all(company):
    """Average."""
    return float(_apart(company).mean())


@standard_too_low.mistake("You took what all staff believe. Standards are written by managers: take what they believe.")
def below_all_staff(company):
    """Take everybody."""
    return float((_target(company) - of_staff(company, "staff belief of expectation").mean()).min())


@standard_too_low.mistake(
    "You took what staff believe customers *get*. Gap 2 starts from what managers believe customers *expect*."
)
def below_what_is_got(company):
    """Take the other belief."""
    return float((_target(company) - of_staff(company, "staff belief of perception").mean()).min())


standard_too_low.hints(
    "Two levels for each item: what managers believe, and what they wrote down.",
    "`company.standards` has `about` (the item) and `target`; items without a target have no standard.",
    "Standard less belief, item by item, and the smallest of them.",
)


def _target(company):
    return company.standards.dropna(subset="target").set_index("about")["target"]


def _apart(company):
    return (_target(company) - of_staff(company, "staff belief of expectation", "management").mean()).dropna()
