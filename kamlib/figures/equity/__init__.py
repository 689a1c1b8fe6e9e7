"""Pictures of the claims about loyal customers: what an account costs, what keeping is worth, the bucket, age, the best fifth.

Each result has a function; this folder gathers their names. Used by lesson 06.
"""

from kamlib.figures.equity.averages import average_and_marginal
from kamlib.figures.equity.bucket import bucket_plot
from kamlib.figures.equity.fifth import span_in_words, top_share_by_span
from kamlib.figures.equity.points import worth_of_points_grid
from kamlib.figures.equity.tenure import tenure_bars

__all__ = [
    "average_and_marginal",
    "bucket_plot",
    "span_in_words",
    "tenure_bars",
    "top_share_by_span",
    "worth_of_points_grid",
]
