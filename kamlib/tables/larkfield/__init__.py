"""Larkfield Floors, the teaching company: invented, generated from a seed, with a known truth beside the data."""

from kamlib.tables.larkfield.activities import COST_A_MINUTE
from kamlib.tables.larkfield.calendar import AS_OF
from kamlib.tables.larkfield.calls import ask_who_left, call_the_silent, check_answers, confirm_pairs
from kamlib.tables.larkfield.company import ACCOUNTS, DEFAULT_SEED, MONTHS, generate, truth
from kamlib.tables.larkfield.cures import CLOSING, CURES, cures_told
from kamlib.tables.larkfield.deliveries import LORRY_YEAR_COST, LORRY_YEAR_MINUTES
from kamlib.tables.larkfield.gaps import ASKING_MINUTES, HOURS
from kamlib.tables.larkfield.keeping import CALL_MINUTES, KEEPING_HOURS
from kamlib.tables.larkfield.outcomes import BUDGET, SERVICE_LEVELS
from kamlib.tables.larkfield.pilots import KEPT_YEARS, LARGE, MIDDLE, NEXT_MONEY, STAYS, pilots_told
from kamlib.tables.larkfield.prospects import DISCOUNT, LARGE_ORDER, YEARS, lots_on_offer
from kamlib.tables.larkfield.repairs import EVERYWHERE, HELD_A_POINT, MENDING, repairs_told
from kamlib.tables.larkfield.repricing import OVERHEAD_STAYS, REPRICING, RISE
from kamlib.tables.larkfield.shipped import read_shipped, read_shipped_truth, write_shipped
from kamlib.tables.larkfield.simulate import simulate
from kamlib.tables.larkfield.ties import TIES, effect_of_ties

CURRENCY = "EUR"
NAME = "Larkfield Floors"

__all__ = [
    "ACCOUNTS",
    "ASKING_MINUTES",
    "AS_OF",
    "BUDGET",
    "CALL_MINUTES",
    "CLOSING",
    "COST_A_MINUTE",
    "CURES",
    "CURRENCY",
    "DEFAULT_SEED",
    "DISCOUNT",
    "EVERYWHERE",
    "HELD_A_POINT",
    "HOURS",
    "KEEPING_HOURS",
    "KEPT_YEARS",
    "LARGE",
    "LARGE_ORDER",
    "LORRY_YEAR_COST",
    "LORRY_YEAR_MINUTES",
    "MENDING",
    "MIDDLE",
    "MONTHS",
    "NAME",
    "NEXT_MONEY",
    "OVERHEAD_STAYS",
    "REPRICING",
    "RISE",
    "SERVICE_LEVELS",
    "STAYS",
    "TIES",
    "YEARS",
    "ask_who_left",
    "call_the_silent",
    "check_answers",
    "confirm_pairs",
    "cures_told",
    "effect_of_ties",
    "generate",
    "lots_on_offer",
    "pilots_told",
    "read_shipped",
    "read_shipped_truth",
    "repairs_told",
    "simulate",
    "truth",
    "write_shipped",
]
