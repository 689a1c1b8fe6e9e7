"""Pictures of lifetime value: renewals projected, purchases tracked and held out, values with their intervals.

Each result has a function; this folder gathers their names. Used by lesson 05.
"""

from kamlib.figures.clv.projection import contract_projection
from kamlib.figures.clv.tracking import holdout_bars, tracking_plot
from kamlib.figures.clv.values import value_intervals

__all__ = ["contract_projection", "holdout_bars", "tracking_plot", "value_intervals"]
