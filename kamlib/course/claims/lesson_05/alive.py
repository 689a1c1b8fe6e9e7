"""Section 3 of lesson 05 as a claim: how many accounts are alive, and how well the model foretold what was held out."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import holdout_bars, tracking_plot
from kamlib.figures.house import counted
from kamlib.methods import clv
from kamlib.tables.company import Company

BATISLAM = (
    "Batislam, E. P., Denizel, M. and Filiztekin, A. (2007). Empirical validation and comparison of models for customer base "
    "analysis. International Journal of Research in Marketing 24."
)
FADER = (
    "Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). Counting your customers the easy way: An alternative to the "
    "Pareto/NBD model. Marketing Science 24."
)


@claim(
    "5.3",
    "Who is alive",
    question="Is an account still alive, and how often will it buy?",
    references=(BATISLAM, FADER),
)
def alive(company: Company) -> Statement:
    """State how many accounts the model calls alive, what they are expected to buy, and how far it missed before."""
    told = clv.summary(company.orders, company.as_of, unit="month")
    model = clv.fit_mbg_nbd(told.table)
    may_not = (
        "“This account is gone.” A probability alive is about accounts with the same history. Nor that whoever bought once is "
        "alive, as the BG/NBD says of all of them."
    )
    assumed = ("Each account counts for itself; buying is random in time, and who leaves does not come back.",)
    if not usable(model):
        said = f"No model can be fitted to {counted(len(told.table))}."
        return Statement(said, f"{said} {model.note}".rstrip(), may_not, assumed)
    living = float(model.probability_alive(told.table).sum())
    ahead = float(model.expected_purchases(told.table, 12).sum())
    held, before = held_out(company)
    total = held.totals(before) if usable(before) else pd.Series({"missed": math.nan})
    missed = float(total["missed"])
    if math.isfinite(missed):
        past = (
            f"Fitted to the first three quarters of the file it expected {total['expected']:,.0f} purchases in the last; "
            f"{total['actual']:,.0f} were made ({missed:+.0%})."
        )
    else:
        past = "The file is too short to hold the model against what it has not seen."
    headline = f"Of {counted(len(told.table))} about {living:,.0f} are alive, and {ahead:,.0f} purchases are to be expected in 12 months."
    return Statement(
        headline,
        f"{headline} {past}",
        may_not,
        assumed,
        draw=lambda: (
            (
                tracking_plot(clv.tracked(before, held, company.orders), float(held.before.table["T"].max())),
                holdout_bars(held.by_frequency(before)),
            )
            if math.isfinite(missed)
            else ()
        ),
    )


def split_day(company: Company) -> pd.Timestamp:
    """Return the day that ends the first three quarters of the file."""
    first = pd.Timestamp(company.orders["ordered_at"].min()).normalize()
    return first + pd.Timedelta(days=int(0.75 * max((company.as_of - first).days, 0)))


def held_out(company: Company) -> tuple[clv.Holdout, clv.ModifiedBetaGeometricNBD]:
    """Return the holdout of the last quarter of the file, and the model of what came before."""
    split = min(split_day(company), company.as_of - pd.Timedelta(days=1))
    held = clv.holdout(company.orders, split, company.as_of, unit="month")
    return held, clv.fit_mbg_nbd(held.before.table)


def usable(model: clv.ModifiedBetaGeometricNBD) -> bool:
    """Return whether a fit has parameters that can be asked."""
    return bool(np.isfinite(model.params.to_numpy(dtype=float)).all()) and model.customers > 0
