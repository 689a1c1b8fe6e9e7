"""Section 4 of lesson 02 as a claim: whether the accounts fall into groups of their own accord, or none can be shown."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.figures import cluster_choice, segment_profile
from kamlib.methods import segments
from kamlib.tables.company import Company

REFERENCES = (
    "Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2.",
    "Rousseeuw, P. J. (1987). Silhouettes. Journal of Computational and Applied Mathematics 20.",
)


@claim(
    "2.4",
    "Groups of their own accord",
    question="Do the accounts fall into groups of their own accord?",
    references=REFERENCES,
)
def groups(company: Company) -> Statement:
    """State the groups that are separate and stable, or that none is."""
    features = segments.features(company.orders, company.as_of)
    scaled = segments.scale(features)
    choice = segments.choose_k(scaled)
    seen = f"The accounts were compared on {_words(features)}, and on nothing else."
    if choice.k is None:
        return Statement(
            headline="No reliable segmentation found: the accounts form no groups that stand apart and come back.",
            may_say="We looked for groups of customers and found none that we can rely on. So we place customers on a "
            "scale, and do not give them types.",
            may_not_say="“There are no groups.” These features, on these accounts, show none; others might. Nor: “the "
            "program found four types of customer.” It finds as many as it is asked for.",
            assumptions=(seen, choice.note),
            draw=lambda: (cluster_choice(choice),),
        )
    found = segments.cluster(scaled, choice.k)
    profile = segments.profile(features, found)
    apart = " ".join(segments.sentence(profile, one) for one in sorted(found.unique()))
    return Statement(
        headline=f"The accounts fall into {choice.k} groups that stand apart and come back when accounts are drawn again.",
        may_say=f"{choice.k} groups come back when we draw the accounts again; this is what sets them apart. {apart}",
        may_not_say="“Every customer belongs to exactly one type.” Some lie between. And the verdict can err: on made-up "
        "accounts without any groups, shaped like an order ledger, it named some in about one case of ten.",
        assumptions=(seen, choice.note),
        draw=lambda: (cluster_choice(choice), segment_profile(profile)),
        lists={"Accounts with their group": features.assign(group=found).sort_values("group", kind="stable")},
    )


def _words(features: pd.DataFrame) -> str:
    return ", ".join(str(name).replace("_", " ") for name in features.columns)
