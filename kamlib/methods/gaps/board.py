"""One page, five sources: does what customers say agree with what staff, shoppers, complaints and our own clock say?

A score alone can be dressed up: by whom one asks, and by how. So every source is asked the same question, is this region worse
than the rest?, each answers with an interval, and the page shows who says so and who cannot tell. To triangulate (Denzin 1970,
"The Research Act") is to trust what several sources say that err in different ways. Taught in lesson 10.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kamlib.methods.gaps.means import difference

VERDICTS = ("worse", "not told", "better")
TOTALS = ("worse", "better", "asked")
"""What a board counts beside its sources."""


def against_the_rest(
    values: pd.Series, groups: pd.Series, clusters: pd.Series | None = None, worse: str = "low"
) -> pd.DataFrame:
    """Return by group: n, its mean, that of all others, gap (group less rest), low, high (95 %) and a verdict.

    `values`, `groups` and `clusters` share an index (those of one cluster may be alike). `worse` says which way is bad: "low" for a
    score, "high" for complaints. The verdict is worse or better where the interval leaves zero, else not told. Raises ValueError
    for another word.

    >>> table = against_the_rest(pd.Series([1.0, 2, 1, 2, 5, 6, 5, 6]), pd.Series(list("WWWWNNNN")))
    >>> table["verdict"].to_dict()
    {'N': 'better', 'W': 'worse'}
    """
    if worse not in ("low", "high"):
        raise ValueError(f'worse = {worse!r}: say "low" where a low value is bad, or "high" where a high one is.')
    known = pd.DataFrame({"value": values.astype(float), "group": groups}).dropna()
    rows = {}
    for name in sorted(known["group"].unique()):
        inside = known["group"] == name
        here, rest = known.loc[inside, "value"], known.loc[~inside, "value"]
        gap = difference(here, rest, clusters)
        bad, good = (gap.high < 0, gap.low > 0) if worse == "low" else (gap.low > 0, gap.high < 0)
        verdict = "worse" if bad else "better" if good else "not told"
        rows[name] = [len(here), here.mean(), rest.mean(), gap.value, gap.low, gap.high, verdict]
    columns = ["n", "mean", "rest", "gap", "low", "high", "verdict"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("group")


def board(sources: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row a group and a column a source with its verdict, then `worse`, `better` and `asked`: how many say so, of how many.

    `sources` are results of `against_the_rest` by the name of the source; a group that a source does not have is "not asked".

    >>> one = pd.DataFrame({"verdict": {"West": "worse", "North": "better"}})
    >>> board({"customers": one, "calls": one.iloc[:1]})[["calls", "worse", "asked"]].values.tolist()
    [['not asked', 0, 1], ['worse', 2, 2]]
    """
    groups = sorted({str(name) for table in sources.values() for name in table.index})
    said = pd.DataFrame(
        {source: table["verdict"].reindex(groups).fillna("not asked") for source, table in sources.items()},
        index=pd.Index(groups, name="group"),
    ).astype("str")
    return said.join(counted(said))


def sources_of(table: pd.DataFrame) -> list[str]:
    """Return the sources of a `board`, in their order.

    >>> sources_of(board({"calls": pd.DataFrame({"verdict": {"West": "worse"}})}))
    ['calls']
    """
    return [str(name) for name in table if name not in TOTALS]


def counted(said: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the columns of verdicts say worse and better of each group, and how many were asked.

    >>> counted(pd.DataFrame({"calls": ["worse", "not asked"]})).values.tolist()
    [[1, 0, 1], [0, 0, 0]]
    """
    each = ((said == "worse").sum(axis=1), (said == "better").sum(axis=1), (said != "not asked").sum(axis=1))
    return pd.DataFrame(dict(zip(TOTALS, each, strict=True)), index=said.index)


def conclusion(table: pd.DataFrame, least: int = 2) -> pd.Series:
    """Return of each group of a `board` what the sources say together: worse, better, or not told.

    Worse is what at least so many more call worse than call better, and the other way round.

    >>> conclusion(pd.DataFrame({"worse": [3, 1, 2], "better": [0, 0, 1], "asked": [5, 5, 5]})).tolist()
    ['worse', 'not told', 'not told']
    """
    more = table["worse"] - table["better"]
    said = np.select([more >= least, -more >= least], ["worse", "better"], default="not told")
    return pd.Series(said, index=table.index, name="conclusion")
