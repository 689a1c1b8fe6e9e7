"""What customers say: the codebook, who was asked and who answered, reliability, factors, scores, weights and drivers.

Each idea has a file of its own; this folder gathers their names. Taught in lessons 08 and 09.
"""

from kamlib.methods.survey.call_backs import CallBacks, call_backs
from kamlib.methods.survey.careless import FAST, careless, item_nonresponse
from kamlib.methods.survey.codebook import Codebook, Item, on_hundred
from kamlib.methods.survey.drivers import Drivers, drivers
from kamlib.methods.survey.effects import effects
from kamlib.methods.survey.factors import Factors, Suitability, factors, suitability
from kamlib.methods.survey.frame import sampling_frame
from kamlib.methods.survey.loyalty import Score, expected_repurchase, mean_score, net_promoter, top_box, two_waves
from kamlib.methods.survey.ordered import OrderedLogit, ordered_logit
from kamlib.methods.survey.part_worths import part_worths
from kamlib.methods.survey.penalty_reward import penalty_reward
from kamlib.methods.survey.reliability import Reliability, feldt_interval, omega, reliability
from kamlib.methods.survey.sampling import early_and_late, margin_of_error, response_rates, sample_size, to_invite
from kamlib.methods.survey.sheet import by_subject, scores_of, sheet, subjects
from kamlib.methods.survey.shrinking import shrunken_means
from kamlib.methods.survey.two_differences import difference_in_differences
from kamlib.methods.survey.wave_scores import bounds, wave_scores, weighted_score
from kamlib.methods.survey.waves import individuals_chart, wave_changes
from kamlib.methods.survey.weighting import Raked, WeightedMean, kish, post_stratified, rake, weighted_mean

__all__ = [
    "FAST",
    "CallBacks",
    "Codebook",
    "Drivers",
    "Factors",
    "Item",
    "OrderedLogit",
    "Raked",
    "Reliability",
    "Score",
    "Suitability",
    "WeightedMean",
    "bounds",
    "by_subject",
    "call_backs",
    "careless",
    "difference_in_differences",
    "drivers",
    "early_and_late",
    "effects",
    "expected_repurchase",
    "factors",
    "feldt_interval",
    "individuals_chart",
    "item_nonresponse",
    "kish",
    "margin_of_error",
    "mean_score",
    "net_promoter",
    "omega",
    "on_hundred",
    "ordered_logit",
    "part_worths",
    "penalty_reward",
    "post_stratified",
    "rake",
    "reliability",
    "response_rates",
    "sample_size",
    "sampling_frame",
    "scores_of",
    "sheet",
    "shrunken_means",
    "subjects",
    "suitability",
    "to_invite",
    "top_box",
    "two_waves",
    "wave_changes",
    "wave_scores",
    "weighted_mean",
    "weighted_score",
]
