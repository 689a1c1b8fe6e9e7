"""What staff say of their own house: what one department gets from another, and how far twelve principles are lived, twice.

The twelve principles are those of the course (one for each thing that building customer relationships asks for); their wording
is the course's own. Managers see them lived more than those who serve. In the spring of 2025 customer service was trained and
given leave to settle complaints itself. Taught in lesson 10.
"""

import numpy as np
import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.market import Market
from kamlib.tables.larkfield.questionnaire import EVENT_REGION, PRINCIPLES

PRINCIPLE_DAYS = (pd.Timestamp(2024, 10, 7), pd.Timestamp(2025, 10, 6))
TRAINED = "customer service"
_LIVED = np.array([3.4, 2.9, 2.4, 3.6, 3.0, 3.1, 2.3, 2.2, 2.7, 2.4, 2.6, 3.5])
_TAUGHT = {"c04": 0.5, "c10": 1.2}
_MANAGERS_SEE = 0.9
_GETS = {
    ("customer service", "sales"): -1.5,
    ("drivers and crews", "customer service"): -0.6,
    ("customer service", "drivers and crews"): 0.3,
    ("sales", "management"): -0.5,
    ("drivers and crews", "management"): -1.0,
}
"""What the first gets from the second, in points against the mean."""


def add_culture(market: Market, staff_responses: pd.DataFrame, departments: tuple[str, ...]) -> pd.DataFrame:
    """Return the staff's answers with these below: v1 to v4 (who gets what from whom), c01 to c12 in two autumns."""
    rng = market.stream("staff on their house")
    people = staff_responses.drop_duplicates("staff_id")[["staff_id", "department", "region"]].reset_index(drop=True)
    west = (people["region"] == EVENT_REGION).to_numpy()
    mood = rng.normal(0, 0.45, len(people))
    parts = []
    for place, rated in enumerate(departments, start=1):
        gets = np.array([_GETS.get((own, rated), 0.0) for own in people["department"]])
        ticks = np.clip(np.round(4.9 + gets + mood - 0.5 * west + rng.normal(0, 0.8, len(people))), 1, 7)
        others = (people["department"] != rated).to_numpy()
        parts.append(people[others].assign(answered_at=PRINCIPLE_DAYS[-1], item=f"v{place}", answer=ticks[others]))
    own_view = rng.normal(0, 0.55, (len(people), len(PRINCIPLES)))
    rosy = _MANAGERS_SEE * (people["department"] == "management").to_numpy()
    for year, day in enumerate(PRINCIPLE_DAYS):
        taught = year * (people["department"] == TRAINED).to_numpy()
        noise = rng.normal(0, 0.40, (len(people), len(PRINCIPLES)))
        for column, principle in enumerate(PRINCIPLES):
            view = _LIVED[column] + rosy + mood + own_view[:, column] + noise[:, column]
            ticks = np.clip(np.round(view + taught * _TAUGHT.get(principle.code, 0.0)), 1, 5)
            parts.append(people.assign(answered_at=day, item=principle.code, answer=ticks))
    columns = CONTRACTS["staff_responses"].dtypes()
    added = pd.concat(parts, ignore_index=True)[list(columns)].astype(columns)
    return pd.concat([staff_responses, added], ignore_index=True)
