"""What an account leaves: profit after cost to serve, the whale curve, the bridge between years, drivers and time.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 03.
"""

from kamlib.methods.profit.accounts import by_account, by_stretch, with_margin
from kamlib.methods.profit.attention import ReturnOnTime, return_on_time
from kamlib.methods.profit.drivers import DriverTree, driver_tree, tornado, yearly_swings
from kamlib.methods.profit.price_volume import Bridge, bridge, two_stretches, two_years
from kamlib.methods.profit.serving import Capacity, Rates, capacity, cost_of_work, rates, sized_to_peak
from kamlib.methods.profit.statement import Waterfall, waterfall
from kamlib.methods.profit.stopping import Stopping, saved_by_stopping
from kamlib.methods.profit.whale import WhaleCurve, whale_curve
from kamlib.methods.profit.work import work

__all__ = [
    "Bridge",
    "Capacity",
    "DriverTree",
    "Rates",
    "ReturnOnTime",
    "Stopping",
    "Waterfall",
    "WhaleCurve",
    "bridge",
    "by_account",
    "by_stretch",
    "capacity",
    "cost_of_work",
    "driver_tree",
    "rates",
    "return_on_time",
    "saved_by_stopping",
    "sized_to_peak",
    "tornado",
    "two_stretches",
    "two_years",
    "waterfall",
    "whale_curve",
    "with_margin",
    "work",
    "yearly_swings",
]
