"""Pictures of account profit: whale curve, profit and loss, bridge between years, tornado, time against margin.

Each result has a function; this folder gathers their names. Used by lesson 03.
"""

from kamlib.figures.profit.attention import time_and_margin
from kamlib.figures.profit.drivers import tornado
from kamlib.figures.profit.steps import profit_bridge, profit_waterfall
from kamlib.figures.profit.whale import whale_curve

__all__ = ["profit_bridge", "profit_waterfall", "time_and_margin", "tornado", "whale_curve"]
