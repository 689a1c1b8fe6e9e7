"""The best parameters of a model, and how sure they are: maximum likelihood on the scale of their logarithms.

All parameters are above zero, so their logarithms are free; the likelihood comes with its slope and curvature, and a
trust-region Newton method climbs it (Conn, Gould and Toint 2000, "Trust-Region Methods"; SciPy's trust-exact). Nothing is
ever added to the likelihood to force it to settle: a fit that runs away is returned, and says so. Taught in lesson 05.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

FARTHEST, RUNAWAY = 18.0, 10.0
"""Logarithms go no farther than the first; beyond the second nothing in the data holds the parameter."""
NEAR, CLOSE = 1e-4, 1e-2
"""The climb ends where the slope is below the first; a Newton step shorter than the second ends on the top itself."""
SETTLED = 1e-6
"""A fit has settled when another Newton step would gain less of the log-likelihood."""

Objective = Callable[[np.ndarray], tuple[float, np.ndarray, np.ndarray]]
"""From log parameters to the log-likelihood, its gradient and its Hessian, in logarithms of the parameters."""


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the likelihood is highest: parameters, covariance of their logarithms, and whether it settled.

    `runaway` marks parameters that grew or shrank without end; `covariance` is NaN where the curvature tells none.
    """

    params: np.ndarray
    covariance: np.ndarray
    log_likelihood: float
    settled: bool
    runaway: np.ndarray


def maximise(objective: Objective, start: np.ndarray) -> Maximum:
    """Climb from `start` (log parameters) to the top of `objective`."""
    from scipy.optimize import minimize

    seen: dict[bytes, tuple[float, np.ndarray, np.ndarray]] = {}

    def at(point: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        key = point.tobytes()
        if key not in seen:
            seen.clear()
            seen[key] = _told(objective, point)
        return seen[key]

    # Matrices of four rows are no work for several threads: they only wait for each other.
    with _threads().limit(limits=1), np.errstate(all="ignore"):
        best = np.clip(start, -FARTHEST, FARTHEST)

        def keep(intermediate_result: Any) -> None:
            nonlocal best
            best = intermediate_result.x

        # SciPy's solver of the step can give up on a plain that is quite flat: then what was reached is kept.
        with suppress(UnboundLocalError, np.linalg.LinAlgError):
            minimize(
                lambda p: -at(p)[0],
                best,
                jac=lambda p: -at(p)[1],
                hess=lambda p: -at(p)[2],
                method="trust-exact",
                callback=keep,
                options={"gtol": NEAR, "maxiter": 100, "initial_trust_radius": 1.0, "max_trust_radius": 4.0},
            )
        value, gradient, hessian = at(best)
        # So near the top a step gains less than the likelihood's last digits tell: it is taken, not tried.
        step = _inverse(-hessian) @ gradient
        if 0 < np.abs(step).max() < CLOSE:
            best = best + step
            value, gradient, hessian = at(best)
    covariance = _inverse(-hessian)
    with np.errstate(all="ignore"):
        gain = float(gradient @ covariance @ gradient) / 2
    runaway = np.abs(best) > RUNAWAY
    return Maximum(np.exp(best), covariance, value, bool(0 <= gain < SETTLED) and not runaway.any(), runaway)


@cache
def _threads() -> Any:
    """Return the controller of the threads of linear algebra, found once: looking for it takes as long as a fit."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def nothing_to_climb(parameters: int) -> Maximum:
    """Return the maximum where the data say nothing: NaN everywhere, not settled."""
    nothing = np.full(parameters, np.nan)
    return Maximum(nothing, np.full((parameters, parameters), np.nan), np.nan, False, np.zeros(parameters, dtype=bool))


def in_logarithms(
    params: np.ndarray, value: float, gradient: np.ndarray, hessian: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return a value, gradient and Hessian in the logarithms of the parameters that they were taken in.

    >>> _, slope, curve = in_logarithms(np.array([2.0]), 0.0, np.array([3.0]), np.array([[5.0]]))
    >>> slope.tolist(), curve.tolist()
    ([6.0], [[26.0]])
    """
    return value, params * gradient, params[:, None] * hessian * params[None, :] + np.diag(params * gradient)


def _told(objective: Objective, point: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    nowhere = (-1e30, np.zeros(len(point)), -np.eye(len(point)))
    if np.abs(point).max() > FARTHEST:
        return nowhere
    with np.errstate(all="ignore"):
        value, gradient, hessian = objective(point)
    fine = np.isfinite(value) and np.isfinite(gradient).all() and np.isfinite(hessian).all()
    return (float(value), gradient, hessian) if fine else nowhere


def _inverse(information: np.ndarray) -> np.ndarray:
    """Return the inverse of the information, NaN where it does not curve in every direction."""
    values = np.linalg.eigvalsh(information) if np.isfinite(information).all() else np.zeros(1)
    if not values[0] > 1e-10 * max(1.0, values[-1]):
        return np.full_like(information, np.nan)
    return np.linalg.inv(information)
