"""What every fitted model tells: its parameters, how sure they are, how well it fits, and what a manager should know.

Standard errors are of the parameters, from the curvature of the likelihood in their logarithms (the delta method);
intervals are taken on the logarithms, where they never fall below zero. Taught in lesson 05.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from kamlib.methods.clv.maximum import Maximum
from kamlib.methods.normal import Z


@dataclass(frozen=True, eq=False)
class Fitted:
    """A model with its parameters. `covariance` is of their logarithms; `log_likelihood` on the data's own scale.

    Where `converged` is False, `note` says in a manager's words why, and what can still be used.
    """

    params: pd.Series
    standard_errors: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    converged: bool
    customers: int
    note: str

    names: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def of(cls, **params: float) -> Self:
        """Return the model with these parameters, as published or chosen, not fitted to anything.

        Raises ValueError for a name that is not the model's, or a parameter that is not above 0.
        """
        if set(params) != set(cls.names):
            raise ValueError(f"The parameters are {', '.join(cls.names)}; given were {', '.join(params) or 'none'}.")
        wrong = [name for name, value in params.items() if not (np.isfinite(value) and value > 0)]
        if wrong:
            raise ValueError(f"{wrong[0]} is {params[wrong[0]]}; every parameter is a number above 0.")
        values = np.array([params[name] for name in cls.names])
        nothing = Maximum(values, np.full((len(values),) * 2, np.nan), np.nan, True, np.zeros(len(values), bool))
        return cls(**described(cls.names, nothing, 1.0, 0, "These parameters were given, not fitted."))

    @property
    def intervals(self) -> pd.DataFrame:
        """The 95 % interval of each parameter: estimate, low, high."""
        error = np.sqrt(np.diag(self.covariance))
        return pd.DataFrame(
            {
                "estimate": self.params,
                "low": self.params * np.exp(-Z * error),
                "high": self.params * np.exp(Z * error),
            }
        )

    def _values(self) -> tuple[float, ...]:
        return tuple(float(value) for value in self.params)

    def _repr_html_(self) -> str:
        from html import escape

        table = self.intervals.assign(standard_error=self.standard_errors)
        head = f"Log-likelihood {self.log_likelihood:,.3f}, {self.customers:,} customers."
        return f"{table.to_html(float_format='{:,.4g}'.format)}<p>{escape(f'{head} {self.note}')}</p>"


def described(
    names: tuple[str, ...], found: Maximum, unit: float, customers: int, note: str, *, times: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return the fields of a `Fitted` from a maximum; `times` names parameters that are times, in units of `unit`."""
    scale = np.array([unit if name in times else 1.0 for name in names])
    values = found.params * scale
    index = pd.Index(names, name="parameter")
    with np.errstate(invalid="ignore"):
        errors = values * np.sqrt(np.diag(found.covariance))
    return {
        "params": pd.Series(values, index=index, name="estimate"),
        "standard_errors": pd.Series(errors, index=index, name="standard_error"),
        "covariance": pd.DataFrame(found.covariance, index=index, columns=index),
        "log_likelihood": found.log_likelihood,
        "converged": found.settled,
        "customers": customers,
        "note": note,
    }


def running(names: tuple[str, ...], found: Maximum) -> str:
    """Say which parameters ran away, or that the fit did not settle; nothing where all is well."""
    gone = [name for name, away in zip(names, found.runaway, strict=True) if away]
    if gone:
        return f"{' and '.join(gone)} grew or shrank without end: the data do not hold them, so do not read them one by one."
    return "" if found.settled else "The fit did not settle: do not use its numbers."
