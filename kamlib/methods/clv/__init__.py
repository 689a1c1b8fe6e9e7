"""What a customer is worth: models of buying and leaving, of what is spent, and value over a time ahead.

Each idea has a file of its own; this folder gathers their names. Taught in lesson 05.
"""

from kamlib.methods.clv.beta_binomial import BetaGeometricBetaBinomial, fit_bg_bb
from kamlib.methods.clv.beta_geometric import BetaGeometricNBD, ModifiedBetaGeometricNBD, fit_bg_nbd, fit_mbg_nbd
from kamlib.methods.clv.bootstrap import bootstrap, value_bootstrap
from kamlib.methods.clv.choosing import Family, which_model
from kamlib.methods.clv.contract import ShiftedBetaGeometric, fit_sbg
from kamlib.methods.clv.gamma_gamma import GammaGamma, fit_gamma_gamma
from kamlib.methods.clv.pareto import ParetoNBD, fit_pareto_nbd
from kamlib.methods.clv.simulating import (
    simulate_bg_bb,
    simulate_bg_nbd,
    simulate_pareto_nbd,
    simulate_sbg,
    simulate_spend,
)
from kamlib.methods.clv.summary import Summary, counted_summary, summary
from kamlib.methods.clv.tracking import Holdout, frequency_recency, holdout, past_misses, tracked, tracking
from kamlib.methods.clv.value import discounted_purchases, value

__all__ = [
    "BetaGeometricBetaBinomial",
    "BetaGeometricNBD",
    "Family",
    "GammaGamma",
    "Holdout",
    "ModifiedBetaGeometricNBD",
    "ParetoNBD",
    "ShiftedBetaGeometric",
    "Summary",
    "bootstrap",
    "counted_summary",
    "discounted_purchases",
    "fit_bg_bb",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "fit_mbg_nbd",
    "fit_pareto_nbd",
    "fit_sbg",
    "frequency_recency",
    "holdout",
    "past_misses",
    "simulate_bg_bb",
    "simulate_bg_nbd",
    "simulate_pareto_nbd",
    "simulate_sbg",
    "simulate_spend",
    "summary",
    "tracked",
    "tracking",
    "value",
    "value_bootstrap",
    "which_model",
]
