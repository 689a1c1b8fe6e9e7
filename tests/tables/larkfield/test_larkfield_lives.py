"""What lives read from orders get right and wrong of who truly left."""

import pandas as pd
import pytest

from kamlib.methods.cohorts import lives
from kamlib.tables import larkfield


@pytest.fixture(scope="module")
def told() -> pd.DataFrame:
    """Lives of several seeds, with the truth beside them."""
    frames = []
    for seed in ("larkfield", "class-42", "7", "b"):
        hidden = larkfield.truth(seed)["accounts"].set_index("account_id")
        table = lives(larkfield.generate(seed)["orders"], larkfield.AS_OF)
        frames.append(table.join(hidden, on="account_id").assign(seed=seed))
    return pd.concat(frames, ignore_index=True)


def test_most_called_left_have_left_and_most_long_gone_are_called_so(told):
    left, truly = told["left"], told["left_at"].notna()
    assert 0.85 < truly[left].mean() < 0.99
    long_gone = told["left_at"] < larkfield.AS_OF - pd.DateOffset(months=15)
    assert left[long_gone].mean() > 0.93


def test_part_of_those_called_left_by_mistake_only_moved_their_orders_to_a_sister(told):
    mistaken = told[told["left"] & told["left_at"].isna()]
    assert mistaken["moved_to"].notna().mean() > 0.2
