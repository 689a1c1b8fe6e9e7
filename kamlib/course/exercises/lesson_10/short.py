"""Lesson 10, exercises on gaps of service: of a dimension, weighted, and below what is just enough."""

import numpy as np

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_10.said import dimension, items_of, now, said
from kamlib.course.expects import Count, Number


@exercise(
    "10.1",
    "In the last wave, what is the service gap of *reliability*: what customers got less what they expect, in "
    "points? (A respondent's score "
    "is the mean of the items answered both times; then the mean over respondents.)",
    expects=Number("points, such as −0.25", tolerance=2e-3),
)
def gap_of_reliability(company):
    """Return the mean of perception less expectation over the items of reliability, last wave."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.by_subject(company.items, company.answers, "perception")
    hoped = methods.survey.by_subject(company.items, company.answers, "expectation")
    parts = methods.survey.subjects(company.items)["dimension"]
    points, hoped = points[points.index.isin(codes)], hoped[hoped.index.isin(codes)]
    return methods.gaps.service_gaps(points, hoped, parts).loc["reliability", "gap"]


@gap_of_reliability.mistake("Upside down: what they got less what they expect. Less than expected is below zero.")
def wrong_sign(company):
    """Subtract the other way."""
    return -gap_of_reliability(company)


@gap_of_reliability.mistake(
    "You did not turn the reversed item. There a high tick is bad, so its gap came out on the wrong side."
)
def not_turned(company):
    """Use what was ticked."""
    ticks = {}
    for asks in ("perception", "expectation"):
        book = methods.survey.Codebook.of(company.items, asks)
        sheet = methods.survey.sheet(company.answers, book).replace(99, np.nan)
        about = dict(company.items[["item", "about"]].values.tolist())
        ticks[asks] = sheet.rename(columns=about)
    rows = now(company).index
    got, wanted = (table[table.index.isin(rows)] for table in ticks.values())
    return float(methods.gaps.service_gaps(got, wanted, dimension(company)).loc["reliability", "gap"])


@gap_of_reliability.mistake("That is over all waves. Asked is the last one.")
def every_wave(company):
    """Forget the wave."""
    got, wanted = said(company, "perception", every_wave=True), said(company, "expectation", every_wave=True)
    return float(methods.gaps.service_gaps(got, wanted, dimension(company)).loc["reliability", "gap"])


@gap_of_reliability.mistake(
    "You took what they got in *every* wave off what they expect. In spring nobody is asked what he expects: compare the same people."
)
def other_people(company):
    """Compare the means of other waves."""
    names = items_of(company, "reliability")
    got, wanted = said(company, "perception", every_wave=True)[names], said(company, "expectation")[names]
    return float(got.mean(axis=1).mean() - wanted.mean(axis=1).mean())


@gap_of_reliability.mistake("That is over all items. Asked is reliability.")
def all_dimensions(company):
    """Take every item."""
    return float((said(company, "perception") - said(company, "expectation")).mean(axis=1).mean())


@gap_of_reliability.mistake("That is what they got, alone. Take off what they expect.")
def got_alone(company):
    """Forget what was expected."""
    return float(said(company, "perception")[items_of(company, "reliability")].mean(axis=1).mean())


@gap_of_reliability.mistake(
    "That is how far they are above what is *just enough*. Asked is the gap to what they expect."
)
def to_the_least(company):
    """Take off the minimum."""
    got, least = said(company, "perception"), said(company, "minimum")
    return float(methods.gaps.service_gaps(got, least, dimension(company)).loc["reliability", "gap"])


@gap_of_reliability.mistake("That is the gap of all items. Asked is reliability.")
def of_everything(company):
    """Take all dimensions."""
    return float(methods.gaps.paired_gap(said(company, "perception"), said(company, "expectation"))["gap"].mean())


gap_of_reliability.hints(
    "Both answers of one respondent, item by item; then the mean.",
    '`methods.survey.by_subject(company.items, company.answers, "expectation")` names the columns alike for both kinds.',
    '`methods.gaps.service_gaps(got, wanted, dimension).loc["reliability", "gap"]`, rows of the last wave.',
)


@exercise(
    "10.2",
    "Weigh the gaps of the five dimensions by the points that customers of the last wave gave them. What is the weighted gap of the whole?",
    expects=Number("points, such as −0.25", tolerance=2e-3),
)
def weighted_gap(company):
    """Return the sum of each dimension's gap times its share of the points."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent.index[sent["wave"] == sent["wave"].max()]
    points = methods.survey.by_subject(company.items, company.answers, "perception")
    hoped = methods.survey.by_subject(company.items, company.answers, "expectation")
    given = methods.survey.by_subject(company.items, company.answers, "points")
    parts = methods.survey.subjects(company.items)["dimension"]
    points, hoped, given = (one[one.index.isin(codes)] for one in (points, hoped, given))
    return methods.gaps.service_gaps(points, hoped, parts, given.mean())["weighted"].sum()


@weighted_gap.mistake("That is the plain mean of the five gaps. Weigh each by its share of the 100 points.")
def unweighted(company):
    """Average the gaps."""
    return float(_gaps(company)["gap"].mean())


@weighted_gap.mistake("You multiplied by points, not by their share: divide by 100.")
def times_points(company):
    """Forget to divide."""
    return 100 * weighted_gap(company)


@weighted_gap.mistake("That is a fifth of it: the shares add up to one already, so add up and do not average.")
def averaged_again(company):
    """Average what should be added."""
    return float(_gaps(company)["weighted"].mean())


@weighted_gap.mistake(
    "You weighed by what customers *expect*. That is a level on the scale; what matters stands in the points."
)
def by_expectation(company):
    """Weigh by the expectation."""
    table = _gaps(company)
    return float((table["gap"] * table["expectation"] / table["expectation"].sum()).sum())


@weighted_gap.mistake("You weighed by the number of items. That is how long we asked, not how much it matters.")
def by_items(company):
    """Weigh by the items."""
    table = _gaps(company)
    return float((table["gap"] * table["items"] / table["items"].sum()).sum())


@weighted_gap.mistake("Upside down: what they got less what they expect.")
def weighted_wrong_sign(company):
    """Subtract the other way."""
    return -weighted_gap(company)


weighted_gap.hints(
    "What a dimension is worth to customers stands in their 100 points.",
    '`methods.survey.by_subject(company.items, company.answers, "points").mean()` has the points by dimension.',
    "Hand them to `methods.gaps.service_gaps` as `importance`, and add up the column `weighted`.",
)


@exercise(
    "10.3",
    "Among the respondents of the *West* in the last wave: how many of the 22 items are surely below what is just enough "
    "(`methods.gaps.tolerance`, groups as clusters)?",
    expects=Count("items"),
)
def below_in_the_west(company):
    """Return how many items of the West lie surely below the least that is tolerated."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent[(sent["wave"] == sent["wave"].max()) & (sent["region"] == "West")]
    kinds = ("perception", "minimum", "expectation")
    points, least, hoped = (methods.survey.by_subject(company.items, company.answers, kind) for kind in kinds)
    points, least, hoped = (one[one.index.isin(codes.index)] for one in (points, least, hoped))
    likely = methods.gaps.tolerance(points, least, hoped, codes["parent"])
    return (likely["where"] == "below").sum()


@below_in_the_west.mistake("You counted everybody. What is too little in the West is hidden in the mean of all.")
def of_everybody(company):
    """Forget the region."""
    return int((_zones(company, None)["where"] == "below").sum())


@below_in_the_west.mistake(
    "Those are the items whose *mean* lies below. Of so few respondents some do by chance: take those that are sure (`where`)."
)
def below_at_all(company):
    """Count means."""
    return int((_zones(company)["adequacy"] < 0).sum())


@below_in_the_west.mistake(
    "Those fall short of what is *desired*. Nearly all do; the lower end of the zone is what is just enough."
)
def below_the_desired(company):
    """Compare with the upper end."""
    return int((_zones(company)["superiority_high"] < 0).sum())


@below_in_the_west.mistake("Those are all that are not surely within. Some of them cannot be told: count `below`.")
def not_within(company):
    """Count the rest."""
    return int((_zones(company)["where"] != "within").sum())


below_in_the_west.hints(
    "The frame says region and parent of each questionnaire.",
    "`methods.gaps.tolerance(got, least, wanted, clusters)` says of each item where it lies.",
    'Count where `where` is "below".',
)


def _gaps(company):
    points = said(company, "points").mean()
    return methods.gaps.service_gaps(
        said(company, "perception"), said(company, "expectation"), dimension(company), points
    )


def _zones(company, region="West"):
    rows = now(company)
    rows = rows if region is None else rows[rows["region"] == region]
    got, least, wanted = (said(company, kind) for kind in ("perception", "minimum", "expectation"))
    got, least, wanted = (one[one.index.isin(rows.index)] for one in (got, least, wanted))
    return methods.gaps.tolerance(got, least, wanted, rows["parent"])
