"""Lesson 01: what we assume of an answer before we have it, question by question. To be argued with, and changed.

Nobody has measured these numbers. They are stated so that they can be attacked one by one; the lesson shows how far the
list of gaps to fill moves when they are wrong. Questions 3, 11 and 12 gain nothing: our own books answer them already.
"""

import pandas as pd

from kamlib.tables.larkfield import ASKING_MINUTES

ASSUMPTIONS = pd.DataFrame(
    {
        "probability": [0.30, 0.30, 0.0, 0.30, 0.10, 0.20, 0.25, 0.30, 0.30, 0.25, 0.0, 0.0, 0.10],
        "gain_share": [0.02, 0.03, 0.0, 0.06, 0.03, 0.05, 0.02, 0.02, 0.06, 0.02, 0.0, 0.0, 0.01],
        "loss_share": [0.010, 0.015, 0.0, 0.03, 0.01, 0.02, 0.01, 0.01, 0.03, 0.01, 0.0, 0.0, 0.01],
        "accuracy": [0.8, 0.8, 1.0, 0.8, 0.7, 0.7, 0.8, 0.9, 0.8, 0.8, 1.0, 1.0, 0.6],
        "minutes": pd.Series(ASKING_MINUTES).tolist(),
    },
    index=pd.Index(list(ASKING_MINUTES), name="question"),
)
"""For each question: how often acting on the answer pays, what it wins or costs then (as shares of a year's revenue of
the account), how often the answer we get is right, and the minutes it takes to get."""
