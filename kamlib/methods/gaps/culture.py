"""How far are twelve principles of looking after customers lived? A self-assessment that is scored, and who sees it how.

One statement a principle, rated by many, not by the one who wrote the report: a rating of one's own house is an opinion, and what
it is worth shows in how far those who serve and those who manage agree, and in what changes when something was done (Heskett,
Sasser and Schlesinger 1997, "The Service Profit Chain", on why staff see first what customers see later). Taught in lesson 10.
"""

from __future__ import annotations

import pandas as pd

from kamlib.methods.gaps.means import clustered_mean
from kamlib.methods.survey.codebook import Codebook, on_hundred


def self_assessment(scores: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return by item: its label, how many rated it, the mean on 0 to 100 with its 95 % interval, the spread (SD), weakest first.

    `scores` has a row a person and a column an item of the codebook. Fewer than two ratings have no interval.

    >>> book = Codebook.alike(["learn", "share"], 1, 5)
    >>> self_assessment(pd.DataFrame({"learn": [4.0, 5.0], "share": [2.0, 2.0]}), book)["score"].to_dict()
    {'share': 25.0, 'learn': 87.5}
    """
    rated = on_hundred(scores, codebook)
    means = [clustered_mean(rated[name].dropna()) for name in rated]
    score = pd.Series([mean.value for mean in means], rated.columns)
    width = pd.Series([mean.half_width for mean in means], rated.columns)
    table = pd.DataFrame(
        {
            "label": [codebook[str(name)].dimension or codebook[str(name)].label for name in rated],
            "people": rated.notna().sum(),
            "score": score,
            "low": (score - width).clip(lower=0),
            "high": (score + width).clip(upper=100),
            "spread": rated.std(),
        }
    )
    return table.rename_axis("item").sort_values("score", kind="stable")


def culture_index(scores: pd.DataFrame, codebook: Codebook) -> pd.Series:
    """Return each person's index, the mean over all items on 0 to 100, so that groups and years can be compared.

    >>> culture_index(pd.DataFrame({"a": [1.0, 5.0], "b": [3.0, 5.0]}), Codebook.alike(["a", "b"], 1, 5)).tolist()
    [25.0, 100.0]
    """
    return on_hundred(scores, codebook).mean(axis=1).rename("index")
