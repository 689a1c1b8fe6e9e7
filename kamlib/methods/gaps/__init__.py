"""Where what we deliver parts from what customers expect: gaps of service, tolerance, staff, promises, priorities, Kano.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 10.
"""

from kamlib.methods.gaps.board import VERDICTS, against_the_rest, board, conclusion
from kamlib.methods.gaps.chain import LINKS, gap_chain
from kamlib.methods.gaps.culture import culture_index, self_assessment
from kamlib.methods.gaps.kano import ANSWERS, CLASSES, classify, kano
from kamlib.methods.gaps.match import concordance, profile_match
from kamlib.methods.gaps.priorities import importance_performance, stated_and_derived
from kamlib.methods.gaps.promises import promise_gap
from kamlib.methods.gaps.service import blind_spots, paired_gap, service_gaps, tolerance, two_groups
from kamlib.methods.gaps.sources import calls_say, clock_says, complaints_say, customers_say, staff_say

__all__ = [
    "ANSWERS",
    "CLASSES",
    "LINKS",
    "VERDICTS",
    "against_the_rest",
    "blind_spots",
    "board",
    "calls_say",
    "classify",
    "clock_says",
    "complaints_say",
    "conclusion",
    "concordance",
    "culture_index",
    "customers_say",
    "gap_chain",
    "importance_performance",
    "kano",
    "paired_gap",
    "profile_match",
    "promise_gap",
    "self_assessment",
    "service_gaps",
    "staff_say",
    "stated_and_derived",
    "tolerance",
    "two_groups",
]
