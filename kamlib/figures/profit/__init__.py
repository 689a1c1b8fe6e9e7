"""Pictures of account profit: what serving costs, whale curve, profit and loss, bridge, tornado, time, stopping.

Each result has a function; this folder gathers their names. Used by lesson 03.
"""

from kamlib.figures.profit.attention import time_and_margin
from kamlib.figures.profit.drivers import tornado
from kamlib.figures.profit.serving import capacity_by_month, cost_by_kind
from kamlib.figures.profit.steps import profit_bridge, profit_waterfall
from kamlib.figures.profit.stopping import stopping_bars
from kamlib.figures.profit.whale import whale_curve

__all__ = [
    "capacity_by_month",
    "cost_by_kind",
    "profit_bridge",
    "profit_waterfall",
    "stopping_bars",
    "time_and_margin",
    "tornado",
    "whale_curve",
]
