"""What is drawn: one function per result, in one house style, each picture with its words and the table behind it.

Every lesson draws from here. Names are looked up when first asked for, so that importing this folder costs nothing.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "alarm_cost_curve": "churn",
    "alt_text": "house",
    "average_and_marginal": "equity",
    "axes": "house",
    "blind_spot_map": "gaps",
    "board_map": "gaps",
    "bucket_plot": "equity",
    "buying_mix": "segments",
    "came_back_bars": "churn",
    "capacity_by_month": "profit",
    "cell_bars": "segments",
    "chain_lines": "gaps",
    "change_bars": "survey",
    "cluster_choice": "segments",
    "cohort_triangle": "churn",
    "completeness_and_accuracy": "accounts",
    "contract_projection": "clv",
    "cost_by_kind": "profit",
    "coverage_bars": "accounts",
    "cut_sensitivity": "segments",
    "describe": "house",
    "driver_shares": "survey",
    "exposure_effects": "churn",
    "funnel_plot": "churn",
    "gap_profile": "gaps",
    "gap_value_bars": "accounts",
    "holdout_bars": "clv",
    "importance_map": "gaps",
    "kano_map": "gaps",
    "knowledge_heatmap": "accounts",
    "lever_bars": "levers",
    "loadings_map": "survey",
    "lorenz_curve": "concentration",
    "market_profile_panels": "accounts",
    "money": "house",
    "percent": "house",
    "profit_bridge": "profit",
    "profit_waterfall": "profit",
    "promise_lines": "gaps",
    "response_bars": "survey",
    "retention_bridge": "churn",
    "rfm_grid": "segments",
    "rollup_levels": "accounts",
    "scores_by_wave": "survey",
    "segment_profile": "segments",
    "show": "house",
    "shrinkage_plot": "churn",
    "shrunken_scores": "survey",
    "stopping_bars": "profit",
    "survival_curves": "churn",
    "table_card": "house",
    "tenure_bars": "equity",
    "tier_worth": "segments",
    "time_and_margin": "profit",
    "tolerance_profile": "gaps",
    "top_share_by_span": "equity",
    "top_shares_bars": "concentration",
    "tornado": "profit",
    "tracking_plot": "clv",
    "value_intervals": "clv",
    "value_volume": "segments",
    "wave_chart": "survey",
    "whale_curve": "profit",
    "worth_of_points_grid": "equity",
}


def __getattr__(name: str) -> Any:
    """Return the public name from the module that holds it."""
    if name not in _HOME:
        raise AttributeError(f"kamlib.figures has no {name!r}; it has {', '.join(sorted(_HOME))}.")
    return getattr(import_module(f"kamlib.figures.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
