"""What can be moved: one explorer per lesson idea, each a few controls above one live picture.

Every lesson from 02 on uses one. Names are looked up when first asked for, so that importing this folder costs nothing.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "Choice": "live",
    "Explorer": "live",
    "Frame": "live",
    "Prediction": "predict",
    "Slider": "live",
    "alarm_threshold": "churn",
    "alive_path": "clv",
    "board_legs": "gaps",
    "card_browser": "accounts",
    "cluster_count": "segments",
    "column_mapper": "mapper",
    "driver_measures": "survey",
    "factor_loadings": "survey",
    "five_points": "equity",
    "funnel_limits": "churn",
    "importance_cross": "gaps",
    "kano_segments": "gaps",
    "knowledge_map": "accounts",
    "model_compare": "clv",
    "profit_levers": "levers",
    "rfm_thresholds": "segments",
    "rollup_before_after": "accounts",
    "sample_and_silence": "survey",
    "survival_landmark": "churn",
    "tolerance_zones": "gaps",
    "two_budgets": "equity",
    "value_volume_cut": "segments",
    "wave_tracker": "survey",
    "weight_limits": "survey",
    "whale_rates": "profit",
    "worth_of_keeping": "clv",
    "year_bridge": "profit",
}


def __getattr__(name: str) -> Any:
    """Return the public name from the module that holds it."""
    if name not in _HOME:
        raise AttributeError(f"kamlib.widgets has no {name!r}; it has {', '.join(sorted(_HOME))}.")
    return getattr(import_module(f"kamlib.widgets.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
