"""What is drawn: one function per result, in one house style, each picture with its words and the table behind it.

Every lesson draws from here. Names are looked up when first asked for, so that importing this folder costs nothing.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "alt_text": "house",
    "axes": "house",
    "buying_mix": "segments",
    "cell_bars": "segments",
    "cluster_choice": "segments",
    "cut_sensitivity": "segments",
    "describe": "house",
    "lorenz_curve": "concentration",
    "money": "house",
    "percent": "house",
    "rfm_grid": "segments",
    "segment_profile": "segments",
    "show": "house",
    "tier_worth": "segments",
    "top_shares_bars": "concentration",
    "value_volume": "segments",
}


def __getattr__(name: str) -> Any:
    """Return the public name from the module that holds it."""
    if name not in _HOME:
        raise AttributeError(f"kamlib.figures has no {name!r}; it has {', '.join(sorted(_HOME))}.")
    return getattr(import_module(f"kamlib.figures.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
