"""What is computed: one module a business idea; tables in, a result out."""

from kamlib.methods import (
    accounts,
    agreement,
    churn,
    clv,
    cohorts,
    concentration,
    equity,
    gaps,
    levers,
    process,
    profit,
    scorecard,
    segments,
    survey,
    top_fifth,
)
from kamlib.methods.windows import last_days, last_months

__all__ = [
    "accounts",
    "agreement",
    "churn",
    "clv",
    "cohorts",
    "concentration",
    "equity",
    "gaps",
    "last_days",
    "last_months",
    "levers",
    "process",
    "profit",
    "scorecard",
    "segments",
    "survey",
    "top_fifth",
]
