"""What leaving goes with: how many times as fast accounts leave, per unit of each column, all else equal.

The proportional-hazards model (Cox 1972, "Regression models and life-tables") compares, at each time at which someone
left, who left with all who were still here. It claims that a ratio is the same early and late in a life, which is
checked (Grambsch and Therneau 1994, "Proportional hazards tests and diagnostics based on weighted residuals"). Taught
in lesson 04.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kamlib.methods.churn.concordance import concordance
from kamlib.methods.churn.partial_likelihood import (
    SETTLED,
    Point,
    RiskSets,
    departures,
    maximise,
    risk_sets,
    score_residuals,
)
from kamlib.methods.churn.survival import observed
from kamlib.methods.clusters import numbered
from kamlib.methods.normal import Z

TIES = ("efron", "breslow")
FEW_CLUSTERS = 30
FEW_A_COLUMN = 10
"""With fewer that left for each column, estimates of a proportional-hazards model are known to be unsteady."""


@dataclass(frozen=True, eq=False)
class Hazards:
    """A fitted model. `table` has by column coefficient (its log), hazard_ratio, standard_error, low, high and p.

    low and high are the 95 % interval of the hazard ratio, standard_error is of the coefficient. `proportional` has by
    column the correlation of its scaled residuals with time, a chi-square statistic (1 degree of freedom) and its p: a
    small p says that the ratio changes over a life. Where `converged` is False the note says what cannot be used.
    """

    table: pd.DataFrame
    proportional: pd.DataFrame
    log_likelihood: float
    concordance: float
    converged: bool
    note: str

    def _repr_html_(self) -> str:
        import html

        return f"{self.table.to_html()}<p>{html.escape(self.note)}</p>"


def cox(
    table: pd.DataFrame,
    duration: str,
    left: str,
    covariates: Sequence[str],
    *,
    ties: str = "efron",
    start: str | None = None,
    clusters: str | None = None,
) -> Hazards:
    """Fit a proportional-hazards model to a table of accounts, or of parts of their lives.

    `duration` names the column of how long each row was watched, `left` whether the account left then, `covariates`
    columns of numbers or True and False. With `start`, a row is a part of a life, from `start` (not included) to
    `duration`, both counted from the beginning of that life: see `exposure.time_varying`. With `clusters` (a column,
    such as parent_id; an account without one stands for itself) standard errors are the sandwich of score residuals
    summed by cluster (Lin and Wei 1989, "The robust inference for the Cox proportional hazards model"), because
    accounts of one parent do not leave independently. Never raises because a fit did not converge.

    >>> rows = pd.DataFrame({"months": [1, 2, 3, 4, 5, 6], "left": 1, "tied": [0, 0, 1, 0, 1, 1]})
    >>> cox(rows, "months", "left", ["tied"]).table["hazard_ratio"].round(3).tolist()
    [0.185]
    """
    if ties not in TIES:
        raise ValueError(f"Ties are {ties!r}; give 'efron' or 'breslow'.")
    stop, gone, begin, x = _read(table, duration, left, list(covariates), start)
    names = list(covariates)
    if not gone.any():
        return _nothing(names, f"None of {len(table):,} rows ends in leaving: there is nothing to explain yet.")
    centre, scale = x.mean(axis=0), x.std(axis=0)
    scaled = (x - centre) / np.where(scale > 0, scale, 1)
    told = _independent(scaled)
    sets = risk_sets(scaled[:, told], stop, gone, begin, ties)
    coefficients, point, step = maximise(sets)
    covariance = np.linalg.pinv(point.information, rcond=1e-14, hermitian=True)
    used, groups = covariance, None
    if clusters is not None:
        groups = _groups(table, clusters)
        used = _sandwich(sets, point, covariance, groups)
    errors = np.sqrt(np.maximum(np.diag(used), 0))
    settled = np.abs(step) < 100 * SETTLED
    proportional = _proportional(names, told, sets, point, covariance)
    return Hazards(
        table=_table(names, told, coefficients / scale[told], errors / scale[told]),
        proportional=proportional,
        log_likelihood=point.log_likelihood,
        concordance=concordance(stop, gone, sets.x @ coefficients, begin),
        converged=bool(settled.all() and told.all()),
        note=_note(names, told, settled, proportional, int(gone.sum()), groups),
    )


def _read(
    table: pd.DataFrame, duration: str, left: str, covariates: list[str], start: str | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None, np.ndarray]:
    """Return stop, gone, start and the covariates as arrays, or raise ValueError with what is wrong."""
    absent = [name for name in [duration, left, *covariates, *([start] if start else [])] if name not in table]
    if absent:
        raise ValueError(f"The table has no column {', '.join(map(str, absent))}; name columns that it has.")
    if not covariates or len(set(covariates)) < len(covariates):
        raise ValueError("The covariates are empty or name a column twice; name each column once, at least one.")
    stop, gone = observed(table[duration], table[left])
    columns = []
    for name in covariates:
        if not pd.api.types.is_numeric_dtype(table[name]):
            raise ValueError(f"{name} is not a number; make a column of 0 and 1 for each of its values but one.")
        column = table[name].to_numpy(dtype=float, na_value=np.nan)
        missing = int((~np.isfinite(column)).sum())
        if missing:
            raise ValueError(f"{missing:,} of {len(column):,} rows have no {name}; fill it in or leave them out.")
        columns.append(column)
    begin = None
    if start is not None:
        begin = observed(table[start], table[left])[0]
        if (begin >= stop).any():
            raise ValueError(
                f"{int((begin >= stop).sum()):,} rows do not end after they start; {start} must be earlier."
            )
    return stop, gone, begin, np.column_stack(columns)


def _independent(scaled: np.ndarray) -> np.ndarray:
    """Return which columns say something that the columns before them do not."""
    # The triangle of a QR decomposition has the ranks of the whole table and only as many rows as columns.
    triangle = np.asarray(np.linalg.qr(scaled, mode="r"))
    told = np.zeros(scaled.shape[1], dtype=bool)
    for column in range(scaled.shape[1]):
        told[column] = True
        told[column] = np.linalg.matrix_rank(triangle[:, told], tol=1e-8 * math.sqrt(len(scaled))) == told.sum()
    return told


def _groups(table: pd.DataFrame, clusters: str) -> np.ndarray:
    if clusters not in table:
        raise ValueError(
            f"The table has no column {clusters}; name the column that says which accounts belong together."
        )
    return numbered(table[clusters], table.index)


def _sandwich(sets: RiskSets, point: Point, covariance: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return the covariance of the coefficients when only clusters are independent."""
    if groups.max() < 1:
        return np.full_like(covariance, np.nan)
    sums = pd.DataFrame(score_residuals(sets, point)).groupby(groups).sum().to_numpy()
    return covariance @ (sums.T @ sums) @ covariance


def _table(names: list[str], told: np.ndarray, coefficients: np.ndarray, errors: np.ndarray) -> pd.DataFrame:
    from scipy import stats

    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        p = np.maximum(2 * stats.norm.sf(np.abs(coefficients / errors)), math.ulp(0.0))
        columns = {
            "coefficient": coefficients,
            "hazard_ratio": np.exp(coefficients),
            "standard_error": errors,
            "low": np.exp(coefficients - Z * errors),
            "high": np.exp(coefficients + Z * errors),
            "p": p,
        }
    fitted = pd.DataFrame(columns, index=pd.Index(np.asarray(names, dtype=object)[told], name="covariate"))
    return fitted.reindex(pd.Index(names, name="covariate"))


def _proportional(
    names: list[str], told: np.ndarray, sets: RiskSets, point: Point, covariance: np.ndarray
) -> pd.DataFrame:
    """Test by column whether its scaled residuals drift with time, on the scale of the share that has left before."""
    from scipy import stats

    leaving = np.bincount(sets.moment, minlength=sets.moments)
    here = sets.totals(np.ones(len(sets.x)))
    before = np.concatenate([[1.0], np.cumprod(1 - leaving / here)[:-1]])
    time = (1 - before)[sets.moment]
    time = time - time.mean()
    residuals = departures(sets, point) @ covariance * len(sets.events)
    with np.errstate(divide="ignore", invalid="ignore"):
        drift = time @ residuals
        statistic = drift**2 / (np.diag(covariance) * len(sets.events) * (time @ time))
        spread = ((residuals - residuals.mean(axis=0)) ** 2).sum(axis=0)
        columns = {
            "correlation": drift / np.sqrt(spread * (time @ time)),
            "statistic": statistic,
            "p": np.maximum(stats.chi2.sf(statistic, 1), math.ulp(0.0)),
        }
    table = pd.DataFrame(columns, index=pd.Index(np.asarray(names, dtype=object)[told], name="covariate"))
    return table.reindex(pd.Index(names, name="covariate"))


def _nothing(names: list[str], note: str) -> Hazards:
    index = pd.Index(names, name="covariate")
    columns = ["coefficient", "hazard_ratio", "standard_error", "low", "high", "p"]
    return Hazards(
        table=pd.DataFrame(np.nan, index=index, columns=columns),
        proportional=pd.DataFrame(np.nan, index=index, columns=["correlation", "statistic", "p"]),
        log_likelihood=math.nan,
        concordance=math.nan,
        converged=False,
        note=note,
    )


def _note(
    names: list[str],
    told: np.ndarray,
    settled: np.ndarray,
    proportional: pd.DataFrame,
    leaving: int,
    groups: np.ndarray | None,
) -> str:
    sentences = [f"{leaving:,} rows end in leaving."]
    empty = [name for name, says in zip(names, told, strict=True) if not says]
    if empty:
        sentences.append(f"No ratio for {_listed(empty)}: all rows are alike there, or other columns already say it.")
    fitted = [name for name, says in zip(names, told, strict=True) if says]
    running = [name for name, still in zip(fitted, settled, strict=True) if not still]
    if running:
        sentences.append(
            f"The ratio of {_listed(running)} grows without end, as it does where everyone, or no one, of a kind left: "
            "do not use it; merge kinds or leave the column out."
        )
    if leaving < FEW_A_COLUMN * len(names):
        sentences.append(
            f"That is few for {len(names)} columns (ten for each is a common rule): expect other numbers next year."
        )
    changing = [str(name) for name in proportional.index[proportional["p"] < 0.05]]
    if changing and not running:
        sentences.append(f"The ratio of {_listed(changing)} changes over a life: read it as an average.")
    if groups is not None:
        count = int(groups.max()) + 1
        narrow = " They are few, so the intervals are too narrow." if count < FEW_CLUSTERS else ""
        sentences.append(f"Intervals take {count:,} clusters as independent, not rows.{narrow}")
    return " ".join(sentences)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(str, names))
