"""Lesson 10, exercises on gaps of service: of a dimension, weighted, and below what is just enough."""

import numpy as np
import pandas as pd

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_10.said import dimension, items_of, now, said
from kamlib.course.expects import Names, Number


@exercise(
    "10.1",
    "In the last wave, what is the service gap of *reliability*: what customers got less what they expect, in "
    "points? (A respondent's score "
    "is the mean of the items answered both times; then the mean over respondents.)",
    expects=Number("points", example="−0.25", tolerance=2e-3),
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


@gap_of_reliability.mistake(
    "Upside down. Asked is what they got less what they expect: less than expected is below zero."
)
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
    "In the last wave customers shared 100 points over the five dimensions. Weigh the gap of each dimension (as in 10.1) by the mean of "
    "its points. What is the weighted gap of the whole (`methods.gaps.service_gaps`, `importance`)?",
    expects=Number("points", example="−0.2512", tolerance=1e-4),
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


@weighted_gap.mistake(
    "You took the mean of what they got, less the mean of what they expect, of everybody who answered either. Compare the same people: who "
    "answered both."
)
def weighted_unpaired(company):
    """Compare two groups of answers."""
    got, wanted = said(company, "perception"), said(company, "expectation")
    points = said(company, "points").mean()
    apart = {
        name: got[items_of(company, name)].mean(axis=1).mean() - wanted[items_of(company, name)].mean(axis=1).mean()
        for name in points.index
    }
    return float(sum(points[name] / points.sum() * gap for name, gap in apart.items()))


@weighted_gap.mistake(
    "You weighed each respondent's gaps by his or her own points. Asked is the mean of the gaps, weighed by the mean of the points."
)
def by_own_points(company):
    """Weigh person by person."""
    points = said(company, "points")
    apart = said(company, "perception") - said(company, "expectation")
    gaps = pd.DataFrame({name: apart[items_of(company, name)].mean(axis=1) for name in points})
    return float((gaps * points.reindex(gaps.index) / 100).sum(axis=1, min_count=len(points.columns)).mean())


@weighted_gap.mistake(
    "You averaged the gaps of items. The gap of a dimension is as in 10.1: each respondent's mean over the items, then the mean of these."
)
def by_item_gaps(company):
    """Average items before people."""
    points, apart = said(company, "points").mean(), (said(company, "perception") - said(company, "expectation")).mean()
    return float(sum(points[name] / points.sum() * apart[items_of(company, name)].mean() for name in points.index))


@weighted_gap.mistake("Those are all waves. Asked is the last one.")
def weighted_every_wave(company):
    """Forget the wave."""
    got, wanted, points = (said(company, kind, every_wave=True) for kind in ("perception", "expectation", "points"))
    return float(methods.gaps.service_gaps(got, wanted, dimension(company), points.mean())["weighted"].sum())


@weighted_gap.mistake("That is how far they are above what is *just enough*. Asked is the gap to what they expect.")
def weighted_to_the_least(company):
    """Take off the minimum."""
    got, least, points = (said(company, kind) for kind in ("perception", "minimum", "points"))
    return float(methods.gaps.service_gaps(got, least, dimension(company), points.mean())["weighted"].sum())


@weighted_gap.mistake("Upside down. Asked is what they got less what they expect.")
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
    "Among the respondents of the *West* in the last wave: which of the 22 items are surely below what is just enough "
    "(`methods.gaps.tolerance`, groups as clusters)?",
    expects=Names("item numbers", "01"),
)
def below_in_the_west(company):
    """Return the items that lie surely below the least that is tolerated in the West."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    codes = sent[(sent["wave"] == sent["wave"].max()) & (sent["region"] == "West")]
    kinds = ("perception", "minimum", "expectation")
    points, least, hoped = (methods.survey.by_subject(company.items, company.answers, kind) for kind in kinds)
    points, least, hoped = (one[one.index.isin(codes.index)] for one in (points, least, hoped))
    likely = methods.gaps.tolerance(points, least, hoped, codes["parent"])
    return list(likely.index[likely["where"] == "below"])


@below_in_the_west.mistake("You took everybody. What is too little in the West is hidden in the mean of all.")
def of_everybody(company):
    """Forget the region."""
    return _below(_zones(company, region=None))


@below_in_the_west.mistake(
    "Those are the items whose *mean* lies below. Of so few respondents some do by chance: take those that are sure (`where`)."
)
def below_at_all(company):
    """List means."""
    table = _zones(company)
    return list(table.index[table["adequacy"] < 0])


@below_in_the_west.mistake(
    "Those fall short of what is *desired*. Nearly all do; the lower end of the zone is what is just enough."
)
def below_the_desired(company):
    """Compare with the upper end."""
    table = _zones(company)
    return list(table.index[table["superiority_high"] < 0])


@below_in_the_west.mistake("Those are all that are not surely within. Some of them cannot be told: keep `below`.")
def not_within(company):
    """List the rest."""
    table = _zones(company)
    return list(table.index[table["where"] != "within"])


@below_in_the_west.mistake(
    "You took every answer for itself. Contacts of one group answer alike, and the intervals change: give `clusters`."
)
def without_groups(company):
    """Forget the clusters."""
    return _below(_zones(company, grouped=False))


@below_in_the_west.mistake("Those are of all waves. Asked is the last one.")
def in_every_wave(company):
    """Forget the wave."""
    return _below(_zones(company, every_wave=True))


@below_in_the_west.mistake("Those are all 22 items. Asked are the ones where `where` is “below”.")
def every_item(company):
    """Hand in the whole table."""
    return list(_zones(company).index)


@below_in_the_west.mistake(
    "Those are the codes of the questions. Asked is what they are about, as `by_subject` names it: '01', not 'p01'."
)
def codes_of_the_questions(company):
    """Name the columns of what was ticked."""
    return [f"p{subject}" for subject in below_in_the_west(company)]


below_in_the_west.hints(
    "The frame says region and parent of each questionnaire.",
    "`methods.gaps.tolerance(got, least, wanted, clusters)` says of each item where it lies.",
    'Of the table, `.index` where `where` is "below".',
)


def _gaps(company):
    points = said(company, "points").mean()
    return methods.gaps.service_gaps(
        said(company, "perception"), said(company, "expectation"), dimension(company), points
    )


def _below(table):
    return list(table.index[table["where"] == "below"])


def _zones(company, region="West", grouped=True, every_wave=False):
    rows = methods.survey.sampling_frame(company.responses, company.accounts) if every_wave else now(company)
    rows = rows if region is None else rows[rows["region"] == region]
    got, least, wanted = (said(company, kind, every_wave) for kind in ("perception", "minimum", "expectation"))
    got, least, wanted = (one[one.index.isin(rows.index)] for one in (got, least, wanted))
    return methods.gaps.tolerance(got, least, wanted, rows["parent"] if grouped else None)
