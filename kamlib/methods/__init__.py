"""What is computed: one module a business idea; tables in, a result out."""

from kamlib.methods import accounts, churn, clv, cohorts, concentration, equity, levers, profit, scorecard, segments
from kamlib.methods.windows import last_days, last_months

__all__ = [
    "accounts",
    "churn",
    "clv",
    "cohorts",
    "concentration",
    "equity",
    "last_days",
    "last_months",
    "levers",
    "profit",
    "scorecard",
    "segments",
]
