"""What lessons 08 to 10 find against what is true, on 200 companies: `uv run python benchmarks/truth_survey.py`.

Weights. Until 2025-1 answering depends on region and size, which raking cures by three quarters: thirds of last year's revenue
are not quite the size (raked to the true size in ten groups, no bias is left). Everybody is invited, so an interval that takes
groups as drawn from many is a little too wide for those invited, and holds the truth all the same. When only a link is sent,
answering depends on satisfaction too, and no weight helps; sixty calls to the silent do, and bounds that suppose nothing hold.

Waves. After the warehouse of the West moved in the summer of 2024, reliability fell there by 1.4 and responsiveness by 0.7. Of
three regions and four pairs of waves the other eleven had nothing planted: what is called changed there is a false alarm. (The
wave of the link is left out: who answers changed.) Of 2,200 such pages 3.4 in a hundred hold one. Some 35 groups of unequal size
are worth 18 equal ones; taken for 35, Student's t is too sure far out, where Holm's rule looks, and 5.7 in a hundred alarm.

Others. The kind rater, the item that staff overrate, three features of Kano (samples delight contractors and leave distributors
cold), what a name on the carton is worth to whom, and those who tick one box all the way down.

Seven minutes on one core. Targets stand beside what was found; nothing is judged by the exit status. A quick look: `--seeds 10`.
"""

from __future__ import annotations

import argparse
import gc
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

import kamlib
from kamlib.course.claims.lesson_08.survey_of import frame_of, top_of
from kamlib.course.claims.lesson_08.weights import bounds_of
from kamlib.course.claims.lesson_10.features import asked_pairs, types_of
from kamlib.course.claims.lesson_10.known import seen
from kamlib.methods import gaps, survey
from kamlib.tables import larkfield
from kamlib.tables.company import Company
from kamlib.tables.larkfield.offers import NAMES
from kamlib.tables.larkfield.questionnaire import EVENT_REGION, EVENT_WAVE, KIND_RATER, LINK_ONLY_FROM, OVERRATED
from kamlib.tables.larkfield.responses import STRAIGHT
from kamlib.tables.larkfield.streams import stream

CALLS = 60
LEVEL = 0.05
RISE = 0.2
"""By how much the board of lesson 08 wants satisfaction to have risen in a year."""
Found = dict[str, float]


class Target(NamedTuple):
    """What a row of the table is called, which finding it counts, of how many (a finding, or 1 a company), and the target."""

    words: str
    count: str
    of: str = ""
    least: float | None = None
    most: float | None = None


TARGETS = {
    "The link-only wave: answering depends on satisfaction": (
        Target("a rise of 0.2 in a year told by weights, where there is none", "rise weighted", "no rise"),
        Target(f"the same, after {CALLS} calls to the silent by lot", "rise called", "no rise"),
        Target("calls (Hansen and Hurwitz): interval holds the truth", "calls hold", least=0.95),
        Target("the same, told that these are all there are", "calls hold, of so many", least=0.95),
        Target("bounds on the share of the satisfied hold the truth", "bounds hold", least=1.0),
    ),
    "The planted fall: the West, from the wave after the summer of 2024": (
        Target("an item on reliability, 22 tested together, on 2024-1", "item found", least=0.95),
        Target("the same, on 2023-2", "item found in a year", least=0.95),
        Target("reliability, five dimensions tested together", "reliability found", least=0.95),
        Target("responsiveness, five dimensions tested together", "responsiveness found"),
        Target("items on reliability found, of five in each company", "items found", "items planted"),
        Target("reliability fell further than elsewhere, on 2023-2", "fell beyond", least=0.95),
        Target("false: it moved otherwise than elsewhere in 2023", "moved beyond", most=LEVEL),
    ),
    "False alarms: three regions and four pairs of waves, the planted one left out": (
        Target("one region and pair, 22 items tested together", "alarms", "looked at", most=LEVEL),
        Target("one company, all 242 tested together", "alarm of all", most=LEVEL),
        Target("one company, some of its 11 pages of 22 items each", "alarm of any"),
    ),
    "Other plants": (
        Target("the kind rater passes more of the same calls", "kind rater", least=0.95),
        Target("false: the two others differ on the same calls", "others differ", most=LEVEL),
        Target("the item staff overrate is a blind spot", "blind spot", least=0.95),
        Target("the same, and has the widest gap of all", "widest gap", least=0.95),
        Target("Kano: all three classes as planted", "classes right", least=0.95),
        Target("the same, and each told apart (Fong)", "classes apart", least=0.95),
        Target("the must-be alone (the day that was named)", "k1 right"),
        Target("the attractive alone (samples)", "k2 right"),
        Target("the indifferent alone (the printed catalogue)", "k3 right"),
        Target("Kano: samples delight contractors, leave distributors cold", "segments right", least=0.95),
        Target("the interval of what a name is worth to contractors holds it", "premium held, contractor", least=0.95),
        Target("the same, to distributors", "premium held, distributor", least=0.95),
        Target("it is worth more to distributors, told apart", "premiums apart", least=0.95),
        Target("straight-liners flagged", "straight flagged", "straight planted", least=0.95),
        Target("false: others flagged", "honest flagged", "honest", most=0.01),
    ),
}


def waves_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return by wave of a `true_frame`: truth, bias as it came and raked, and whether the interval of each holds the truth."""
    rows = {}
    for name, wave in frame.groupby("wave"):
        truth, answered = float(wave["true"].mean()), wave.dropna(subset="score")
        margins = {column: wave[column].value_counts().to_dict() for column in ("region", "size")}
        weights = survey.rake(answered, margins).weights
        ways = {"came": None, "raked": weights}
        row = {"truth": truth, "invited": len(wave), "answered": len(answered)}
        for way, given in ways.items():
            told = survey.weighted_mean(answered["score"], given, clusters=answered["parent"])
            row |= {f"bias {way}": told.mean - truth, f"held {way}": told.low <= truth <= told.high}
        rows[name] = row
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("wave")


def true_frame(company: Company) -> pd.DataFrame:
    """Return the sampling frame with `score`, and `true` and `says`: what everybody thinks and would say when rung up."""
    truth = company.truth["opinions"].set_index("response_id")
    return frame_of(company).join(truth[["satisfied", "says"]].rename(columns={"satisfied": "true"}))


def link_only(company: Company, frame: pd.DataFrame, waves: pd.DataFrame, seed: str) -> Found:
    """Return what calls to the silent and bounds make of the link-only wave, and whether a rise is told where there is none."""
    wave = frame[frame["wave"] == LINK_ONLY_FROM]
    silent = wave.index[wave["score"].isna()]
    rung = pd.Series(silent).sample(min(CALLS, len(silent)), random_state=int(stream(seed, "calls").integers(2**31)))
    says = larkfield.call_the_silent(rung, company.truth)
    answers, many = wave["score"].dropna(), len(silent)
    told = survey.call_backs(answers, says, many)
    invited = survey.call_backs(answers, says, many, population=len(wave))
    truth, top = waves["truth"], top_of(company)
    low, high = bounds_of(wave, top)
    year_ago = waves.index[-3]
    before = truth[year_ago] + waves.loc[year_ago, "bias raked"]
    none = truth.iloc[-1] - truth[year_ago] < RISE
    weighted = truth.iloc[-1] + waves["bias raked"].iloc[-1]
    return {
        "no rise": none,
        "rise weighted": none and weighted - before >= RISE,
        "rise called": none and told.mean - before >= RISE,
        "bias called": told.mean - truth.iloc[-1],
        "half called": (told.high - told.low) / 2,
        "calls hold": told.low <= truth.iloc[-1] <= told.high,
        "calls hold, of so many": invited.low <= truth.iloc[-1] <= invited.high,
        "bounds low": low,
        "bounds high": high,
        "share": float((wave["says"] >= top - 1).mean()),
        "bounds hold": low <= float((wave["says"] >= top - 1).mean()) <= high,
    }


def changes(company: Company, frame: pd.DataFrame) -> Found:
    """Return whether the planted fall is found, and how often items are called changed where nothing was planted."""
    from statsmodels.stats.multitest import multipletests

    book = survey.Codebook.of(company.items, "perception")
    scores = survey.scores_of(company.items, company.answers)
    frame = frame.reindex(scores.index)
    by_dimension = pd.DataFrame({name: scores[book.names(name)].mean(axis=1) for name in book.dimensions})
    names = [name for name in sorted(frame["wave"].unique()) if name < LINK_ONLY_FROM]

    def changed(of: pd.DataFrame, region: str, *pair: str) -> pd.DataFrame:
        rows = frame[(frame["region"] == region) & frame["wave"].isin(pair)]
        return survey.wave_changes(of.loc[rows.index], rows["wave"], clusters=rows["parent"])

    at, reliable = names.index(EVENT_WAVE), book.names("reliability")
    fell = {
        before: (table["p_adjusted"] < LEVEL) & (table["change"] < 0)
        for before in (names[at - 1], names[at - 2])
        for table in [changed(scores, EVENT_REGION, before, EVENT_WAVE)]
    }
    whole = changed(by_dimension, EVENT_REGION, names[at - 1], EVENT_WAVE)
    sure = (whole["p_adjusted"] < LEVEL) & (whole["change"] < 0)
    nothing = [
        changed(scores, str(region), before, after)
        for region in sorted(frame["region"].unique())
        for before, after in pairwise(names)
        if (region, after) != (EVENT_REGION, EVENT_WAVE)
    ]
    alarms = [bool((table["p_adjusted"] < LEVEL).any()) for table in nothing]
    together = pd.concat(nothing)["p"].dropna()
    beyond = {
        after: _beyond(by_dimension["reliability"], frame, before, after) for before, after in (names[:2], names[1:4:2])
    }
    return {
        "item found": fell[names[at - 1]][reliable].any(),
        "item found in a year": fell[names[at - 2]][reliable].any(),
        "items found": fell[names[at - 1]][reliable].sum(),
        "items planted": len(reliable),
        "reliability found": sure["reliability"],
        "responsiveness found": sure["responsiveness"],
        "fell beyond": beyond[EVENT_WAVE]["high"] < 0,
        "moved beyond": beyond[names[1]]["p"] < LEVEL,
        "alarms": sum(alarms),
        "looked at": len(alarms),
        "alarm of any": any(alarms),
        "alarm of all": multipletests(together, method="holm")[1].min() < LEVEL,
    }


def _beyond(score: pd.Series, frame: pd.DataFrame, before: str, after: str) -> pd.Series:
    """Return the change of the West less that of the others."""
    rows = frame[frame["wave"].isin([before, after])]
    table = survey.difference_in_differences(
        score.reindex(rows.index), rows["wave"], rows["region"] == EVENT_REGION, rows["parent"]
    )
    return table.loc["difference"]


def premiums(company: Company) -> Found:
    """Return whether the intervals of what a name is worth hold the truth, and whether the two kinds of accounts differ."""
    ratings = survey.scores_of(company.items, company.answers, "offer")
    profiles = company.offers.pivot(index="item", columns="attribute", values="level")
    rows = survey.sampling_frame(company.responses, company.accounts).reindex(ratings.index)
    kinds = rows["account_id"].map(company.accounts.set_index("account_id")["account_type"])
    truth = company.truth["offers"].set_index(["account_type", "attribute"])["euro"]
    told = {
        kind: survey.part_worths(ratings[kinds == kind], profiles, rows["parent"], price="price").loc[
            ("name", NAMES[1])
        ]
        for kind in ("contractor", "distributor")
    }
    held = {
        f"premium held, {kind}": row["premium_low"] <= truth[kind, "name"] <= row["premium_high"]
        for kind, row in told.items()
    }
    return held | {"premiums apart": told["contractor"]["premium_high"] < told["distributor"]["premium_low"]}


def raters(company: Company) -> Found:
    """Return whether the kind rater is surely kinder than the other on the same calls, and whether those two seem to differ."""
    passed = company.visits.groupby(["visit_id", "rater"])["met"].mean().unstack()
    kind, others = passed[[KIND_RATER]], passed.drop(columns=KIND_RATER)
    gap = gaps.paired_gap(kind, others.mean(axis=1).to_frame(KIND_RATER)).loc[KIND_RATER]
    one, other = (others[[name]].set_axis(["met"], axis=1) for name in others)
    apart = gaps.paired_gap(one, other).loc["met"]
    return {
        "kindness": gap["gap"],
        "kind rater": gap["low"] > 0,
        "others differ": apart["low"] > 0 or apart["high"] < 0,
    }


def blind_spot(company: Company) -> Found:
    """Return whether what staff overrate is found, as lesson 10 compares them with the last wave, and how many spots in all."""
    table = seen(company)
    if table is None:
        raise ValueError("Staff and customers were not asked the same: there is nothing to compare.")
    spot = table["quadrant"] == "blind spot"
    return {
        "blind spot": spot[OVERRATED],
        "widest gap": spot[OVERRATED] and table["gap"].idxmax() == OVERRATED,
        "blind spots": spot.sum(),
    }


def features(company: Company) -> Found:
    """Return whether all features are given the class that most have, and for contractors and distributors their own."""
    pairs, _ = asked_pairs(company)
    truth = company.truth["features"].set_index("feature")["true_class"]
    told = gaps.kano(pairs).reindex(truth.index)
    parts = gaps.kano(pairs, types_of(company))["class"].unstack()
    right = bool((told["class"] == truth).all())
    delights = truth.index[truth == "attractive"]
    as_planted = {f"{name} right": told.loc[name, "class"] == kind for name, kind in truth.items()}
    return {
        **as_planted,
        "classes right": right,
        "classes apart": right and bool(told["told_apart"].all()),
        "segments right": bool((parts.loc[delights, "contractor"] == "attractive").all())
        and bool((parts.loc[delights, "distributor"] == "indifferent").all()),
    }


def careless(company: Company, seed: str) -> Found:
    """Return how many of those who tick one box all the way down are flagged, and how many others."""
    book = survey.Codebook.of(company.items, "perception")
    ticked = survey.sheet(company.answers, book)
    responses = company.responses.set_index("response_id")
    pace = responses["seconds"] / company.answers.groupby("response_id").size()
    flagged = survey.careless(ticked, book, pace)["flagged"]
    drawn = stream(seed, "straight lines").random(len(responses)) < STRAIGHT
    planted = pd.Series(drawn, responses.index).reindex(ticked.index)
    return {
        "straight planted": planted.sum(),
        "straight flagged": (flagged & planted).sum(),
        "honest": (~planted).sum(),
        "honest flagged": (flagged & ~planted).sum(),
    }


def of_seed(seed: str) -> tuple[pd.DataFrame, Found]:
    """Return what is found in one company: by wave, and all else."""
    company = kamlib.load("larkfield", seed=seed)
    frame = true_frame(company)
    waves = waves_of(frame)
    found = link_only(company, frame, waves, seed) | changes(company, frame) | raters(company) | blind_spot(company)
    found |= features(company) | careless(company, seed) | premiums(company)
    return waves, {name: float(value) for name, value in found.items()}


def by_wave(waves: pd.DataFrame, companies: int) -> pd.DataFrame:
    """Return the table of weights, a row a wave: means over companies, counts of intervals that hold the truth."""
    rows = []
    for name, wave in waves.groupby(level="wave"):
        cured = str(name) < LINK_ONLY_FROM
        came, raked = wave["bias came"].mean(), wave["bias raked"].mean()
        held = int(wave["held raked"].sum())
        target = Target("", "", least=0.95) if cured else Target("", "", most=0.05)
        rows.append(
            {
                "wave": name,
                "answered": f"{wave['answered'].sum() / wave['invited'].sum():.0%}",
                "truth": f"{wave['truth'].mean():.2f}",
                "bias": f"{came:+.3f}",
                "raked": f"{raked:+.3f}",
                "taken off": f"{1 - raked / came:.0%}",
                "holds truth": f"{int(wave['held came'].sum())}/{companies}",
                "raked holds": f"{held}/{companies}",
                "target": ">= 95 %" if cured else "fails: <= 5 %",
                "": verdict(target, held / companies, *wilson(held, companies)),
            }
        )
    return pd.DataFrame(rows)


def counted(found: pd.DataFrame, targets: tuple[Target, ...]) -> pd.DataFrame:
    """Return the table of one group of targets: counts, shares with Wilson's 95 % interval, and whether each is met."""
    rows = []
    for target in targets:
        count = int(found[target.count].sum())
        of = int(found[target.of].sum()) if target.of else len(found)
        share = count / of if of else float("nan")
        low, high = wilson(count, of)
        bound = target.least if target.least is not None else target.most
        sign = ">=" if target.least is not None else "<="
        rows.append(
            {
                "what": target.words.ljust(66),
                "count": f"{count:,}/{of:,}",
                "share": f"{share:.1%}",
                "95 % interval": f"{low:.1%} to {high:.1%}",
                "target": "" if bound is None else f"{sign} {bound:.0%}",
                "": verdict(target, share, low, high),
            }
        )
    return pd.DataFrame(rows)


def wilson(count: int, of: int) -> tuple[float, float]:
    from statsmodels.stats.proportion import proportion_confint

    return proportion_confint(count, of, method="wilson") if of else (float("nan"), float("nan"))


def verdict(target: Target, share: float, low: float, high: float) -> str:
    """Return nothing where a target is met; else whether it lies within the interval of the share."""
    least, most = target.least or 0.0, 1.0 if target.most is None else target.most
    if least <= share <= most:
        return ""
    return "within chance" if high >= least and low <= most else "MISSED"


def show(waves: pd.DataFrame, found: pd.DataFrame) -> None:
    print(f"\nWeights by region and size, {len(found)} companies (satisfaction, 1 to 7)")
    print(by_wave(waves, len(found)).to_string(index=False))
    for title, targets in TARGETS.items():
        print(f"\n{title}")
        print(counted(found, targets).to_string(index=False))
    mean = found.mean()
    print(
        f"\nOn average: after {CALLS} calls the bias of the link-only wave is {mean['bias called']:+.3f} and the interval "
        f"± {mean['half called']:.2f}; bounds\ngo from {mean['bounds low']:.0%} to {mean['bounds high']:.0%}, and the truth is "
        f"{mean['share']:.0%}. The kind rater passes {mean['kindness']:+.2f} of the same standards. Of 22 items\n"
        f"{mean['blind spots']:.1f} are blind spots."
    )


def main() -> int:
    from tqdm import tqdm

    # Each time that p values are adjusted, statsmodels has all garbage collected: what is loaded by now need not be searched.
    gc.freeze()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=200, help="companies (default: 200)")
    seeds = [f"voice-{number}" for number in range(1, parser.parse_args().seeds + 1)]
    told = [of_seed(seed) for seed in tqdm(seeds, desc="companies", unit="")]
    show(pd.concat([waves for waves, _ in told]), pd.DataFrame([found for _, found in told]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
