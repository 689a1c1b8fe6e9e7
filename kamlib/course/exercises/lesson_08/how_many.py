"""Lesson 08, exercises on how many: answers for a margin, people to invite, and what is lost because answers come in groups."""

import math

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_08.last_wave import invited, satisfied
from kamlib.course.expects import Count, Share
from kamlib.methods.normal import Z


@exercise(
    "8.4",
    "All contacts who were invited in the last wave are all there are. How many *answers* would bring a share, 50 % at worst, to within "
    "5 points, in 95 of 100 samples?",
    expects=Count("answers"),
)
def answers_needed(company):
    """Return the sample size for five points, from a population of those invited."""
    sent = methods.survey.sampling_frame(company.responses)
    population = (sent["wave"] == sent["wave"].max()).sum()
    return methods.survey.sample_size(0.05, share=0.5, population=population)


@answers_needed.mistake(
    "That is for a population without end. Here so many are asked of so few that fewer will do: give `population`."
)
def without_end(company):
    """Forget that the population is finite."""
    return methods.survey.sample_size(0.05)


@answers_needed.mistake("That is how many to *invite* for so many answers. Asked are the answers.")
def to_be_invited(company):
    """Give the invitations."""
    last = invited(company)
    return methods.survey.to_invite(_right(company), float(last["answered"].mean()))


@answers_needed.mistake(
    "You took the whole width for the margin: 5 points to either side is a margin of 0.05, not 0.025."
)
def whole_width(company):
    """Halve the margin."""
    return methods.survey.sample_size(0.025, population=len(invited(company)))


@answers_needed.mistake("That is a margin of 10 points. 5 points to either side is a margin of 0.05.")
def doubled(company):
    """Double the margin."""
    return methods.survey.sample_size(0.10, population=len(invited(company)))


@answers_needed.mistake("The population is those invited in the last wave, not in all of them: nobody is two people.")
def all_waves(company):
    """Count invitations of every wave."""
    return methods.survey.sample_size(0.05, population=len(company.responses))


@answers_needed.mistake("That is for 68 of 100 samples, one standard error. 95 of 100 takes 1.96 of them.")
def one_error(company):
    """Take one standard error."""
    needed, people = 0.25 / 0.05**2, len(invited(company))
    return math.ceil(round(needed / (1 + (needed - 1) / people), 9))


answers_needed.hints(
    "How many were invited in the last wave? That is the population.",
    "`methods.survey.sample_size` takes the margin as a share, and `population`.",
    "`methods.survey.sample_size(0.05, share=0.5, population=...)`.",
)


@exercise(
    "8.5",
    "Of those who answered in the last wave, some are satisfied: 6 or 7 of 7. Which *margin of error* (half of the 95 % interval) has "
    "their share? Contacts of one group answer alike: take groups as clusters (`methods.survey.weighted_mean`, `clusters`), and so "
    "few of them with Student's t.",
    expects=Share(example="0.045"),
)
def margin_with_groups(company):
    """Return half the interval of the share satisfied, groups as clusters."""
    sent = methods.survey.sampling_frame(company.responses, company.accounts)
    sent["score"] = methods.survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    now = sent[sent["wave"] == sent["wave"].max()].dropna(subset="score")
    happy = (now["score"] >= 6).astype(float)
    found = methods.survey.weighted_mean(happy, clusters=now["parent"])
    return (found.high - found.low) / 2


@margin_with_groups.mistake(
    "That takes every answer for itself. Five contacts of one group are no five opinions: give `clusters`."
)
def without_groups(company):
    """Forget the clusters."""
    found = methods.survey.weighted_mean(_share(company))
    return (found.high - found.low) / 2


@margin_with_groups.mistake("That is the whole interval. The margin is half of it.")
def whole_interval(company):
    """Give the width."""
    return 2 * margin_with_groups(company)


@margin_with_groups.mistake("That is the share itself. Asked is how far it may be off.")
def the_share(company):
    """Give the share."""
    return float(_share(company).mean())


@margin_with_groups.mistake(
    "That is the margin of the mean score, in points of the scale. Asked is that of the share with 6 or 7."
)
def of_the_mean(company):
    """Take the mean score."""
    people = satisfied(company)
    found = methods.survey.weighted_mean(people["score"], clusters=people["parent"])
    return (found.high - found.low) / 2


@margin_with_groups.mistake(
    "That is one standard error. The interval of 95 % goes about two of them to each side: read `low` and `high`."
)
def the_error(company):
    """Give the standard error."""
    return _margin(company).standard_error


@margin_with_groups.mistake(
    "You went 1.96 standard errors to each side. Of so few groups the interval is wider: Student's t, as in `low` and `high`."
)
def with_the_normal(company):
    """Use the normal distribution."""
    return Z * _margin(company).standard_error


@margin_with_groups.mistake(
    "You took accounts as clusters. Accounts of one group have the same contract and lorry: take `parent`."
)
def accounts_as_clusters(company):
    """Take the smaller unit."""
    found = _margin(company, "account_id")
    return (found.high - found.low) / 2


@margin_with_groups.mistake(
    "You counted the silent as not satisfied: a comparison with nothing is false. Drop them first (`.dropna`)."
)
def of_all_invited(company):
    """Let a missing score count as no."""
    satisfaction = methods.survey.scores_of(company.items, company.answers, "satisfaction").mean(axis=1)
    last = invited(company)
    said = (satisfaction.reindex(last.index) >= 6).astype(float)
    found = methods.survey.weighted_mean(said, clusters=last["parent"])
    return (found.high - found.low) / 2


margin_with_groups.hints(
    "Who of the last wave ticked 6 or 7? Make that 1 and 0.",
    "`sampling_frame(company.responses, company.accounts)` has the group of each in `parent`.",
    '`found = methods.survey.weighted_mean(satisfied, clusters=last["parent"])`, then half of `found.high - found.low`.',
)


def _right(company):
    return methods.survey.sample_size(0.05, population=len(invited(company)))


def _margin(company, cluster="parent"):
    return methods.survey.weighted_mean(_share(company), clusters=satisfied(company)[cluster])


def _share(company):
    return (satisfied(company)["score"] >= 6).astype(float)
