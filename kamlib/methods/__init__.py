"""What is computed: one module a business idea; tables in, a result out."""

from kamlib.methods import accounts, churn, clv, cohorts, concentration, equity, levers, profit, scorecard, segments

__all__ = [
    "accounts",
    "churn",
    "clv",
    "cohorts",
    "concentration",
    "equity",
    "levers",
    "profit",
    "scorecard",
    "segments",
]
