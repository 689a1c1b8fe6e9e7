"""The likelihood of who left at each time, given who was still here: Cox's partial likelihood, and its maximum.

Cox (1972, "Regression models and life-tables"). Where several leave at once, Efron's average over their orders is taken
(1977, "The efficiency of Cox's likelihood function for censored data") or Breslow's simpler sum (1974). A row is at
risk after its start and up to its stop, so that one life can be told in several rows, each with what was held then. It
is own code because statsmodels 0.15 counts a row as at risk at its start too, which counts twice an account whose rows
meet at a time at which someone left. Used by `hazards`; taught in lesson 04.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

STEPS = 30
SETTLED = 1e-7
"""A fit has settled when the next step would move no coefficient of a standardised column by more."""


@dataclass(frozen=True, eq=False)
class RiskSets:
    """Who was at risk at each time at which someone left: rows of `x` enter and leave the sets at those numbers.

    `events` are the rows that left, `moment` the number of the time of each, `tied` the part of those who left with it
    that Efron takes out of the set (0 for Breslow).
    """

    x: np.ndarray
    entered: np.ndarray
    reached: np.ndarray
    events: np.ndarray
    moment: np.ndarray
    tied: np.ndarray
    moments: int

    def totals(self, values: np.ndarray) -> np.ndarray:
        """Return for each moment the sum of `values` over the rows at risk."""
        out = np.bincount(self.reached, values, minlength=self.moments + 1)[:0:-1]
        late = np.bincount(self.entered, values, minlength=self.moments + 1)[:0:-1]
        return (np.cumsum(out) - np.cumsum(late))[::-1]

    def spent(self, values: np.ndarray) -> np.ndarray:
        """Return for each row the sum of `values`, one an event, over the moments at which the row was at risk."""
        sums = np.bincount(self.moment, values, minlength=self.moments)
        passed = np.concatenate([[0.0], np.cumsum(sums)])
        total = passed[self.reached] - passed[self.entered]
        own = np.bincount(self.moment, self.tied * values, minlength=self.moments)
        total[self.events] -= own[self.moment]
        return total


@dataclass(frozen=True, eq=False)
class Point:
    """The likelihood at one set of coefficients: its slope and curvature, and what they are made of."""

    log_likelihood: float
    gradient: np.ndarray
    information: np.ndarray
    weights: np.ndarray
    means: np.ndarray
    at_risk: np.ndarray


def risk_sets(x: np.ndarray, stop: np.ndarray, gone: np.ndarray, start: np.ndarray | None, ties: str) -> RiskSets:
    """Number the times at which someone left, and say for each row of `x` at which it was at risk.

    >>> sets = risk_sets(np.zeros((3, 1)), np.array([1.0, 2, 2]), np.array([True, True, True]), None, "efron")
    >>> sets.totals(np.ones(3)).tolist(), sets.tied.tolist()
    ([3.0, 2.0], [0.0, 0.0, 0.5])
    """
    events = np.flatnonzero(gone)
    events = events[np.argsort(stop[events], kind="stable")]
    times, moment, together = np.unique(stop[events], return_inverse=True, return_counts=True)
    place = np.arange(len(events)) - (np.cumsum(together) - together)[moment]
    return RiskSets(
        x=x,
        entered=np.zeros(len(stop), dtype=np.int64) if start is None else np.searchsorted(times, start, side="right"),
        reached=np.searchsorted(times, stop, side="right"),
        events=events,
        moment=moment,
        tied=place / together[moment] if ties == "efron" else np.zeros(len(events)),
        moments=len(times),
    )


def evaluate(sets: RiskSets, coefficients: np.ndarray) -> Point:
    """Return the log partial likelihood at `coefficients`, its gradient, and its information (minus the curvature)."""
    score = sets.x @ coefficients
    score -= score.max()
    weights = np.exp(score)
    at_risk = _at_events(sets, weights)
    # A set can only be empty by rounding, where its members weigh nothing beside those who came and went before.
    at_risk = np.maximum(at_risk, np.finfo(float).tiny)
    columns = [_at_events(sets, weights * column) / at_risk for column in sets.x.T]
    means = np.column_stack(columns) if columns else np.empty((len(at_risk), 0))
    share = weights * sets.spent(1 / at_risk)
    return Point(
        log_likelihood=float(score[sets.events].sum() - np.log(at_risk).sum()),
        gradient=(sets.x[sets.events] - means).sum(axis=0),
        information=sets.x.T @ (sets.x * share[:, None]) - means.T @ means,
        weights=weights,
        means=means,
        at_risk=at_risk,
    )


def maximise(sets: RiskSets) -> tuple[np.ndarray, Point, np.ndarray]:
    """Return the best coefficients (Newton's method, steps halved until they gain), the point, and the next step."""
    coefficients = np.zeros(sets.x.shape[1])
    point = evaluate(sets, coefficients)
    step = _step(point)
    for _ in range(STEPS):
        if np.abs(step).max(initial=0) < SETTLED:
            break
        for halving in range(20):
            tried = coefficients + step / 2**halving
            # Far out a risk set can weigh nothing any more; such a point is no gain.
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                there = evaluate(sets, tried)
            gains = there.log_likelihood >= point.log_likelihood - 1e-9 * abs(point.log_likelihood)
            if gains and np.isfinite(there.information).all() and np.isfinite(there.gradient).all():
                break
        else:
            break
        coefficients, point = tried, there
        step = _step(point)
    return coefficients, point, step


def score_residuals(sets: RiskSets, point: Point) -> np.ndarray:
    """Return what each row adds to the gradient (Lin and Wei 1989), a row a row of `x`: at the maximum they sum to 0."""
    spent = sets.spent(1 / point.at_risk)[:, None]
    expected = np.column_stack([sets.spent(column / point.at_risk) for column in point.means.T])
    residuals = -point.weights[:, None] * (sets.x * spent - expected)
    residuals[sets.events] += departures(sets, point)
    return residuals


def departures(sets: RiskSets, point: Point) -> np.ndarray:
    """Return for each event how far who left was from the mean of those at risk (Schoenfeld 1982), in order of time."""
    means = pd.DataFrame(point.means).groupby(sets.moment).transform("mean").to_numpy()
    return sets.x[sets.events] - means


def _at_events(sets: RiskSets, values: np.ndarray) -> np.ndarray:
    leaving = np.bincount(sets.moment, values[sets.events], minlength=sets.moments)
    return sets.totals(values)[sets.moment] - sets.tied * leaving[sets.moment]


def _step(point: Point) -> np.ndarray:
    if not len(point.gradient):
        return point.gradient
    return np.linalg.lstsq(point.information, point.gradient, rcond=1e-14)[0]
