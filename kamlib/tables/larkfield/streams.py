"""Random streams: one for each (seed, table, part), so that a new table never changes an old one.

The seed is any text or number a trainer likes; SHA-256 turns it, the table's name and the part into entropy for
NumPy's SeedSequence. Nothing is shared between streams. Used by every table of the teaching company (lesson 00 on).
"""

import hashlib

import numpy as np


def stream(seed: str | int, table: str, part: int = 0) -> np.random.Generator:
    """Return the random generator of one table (and one part of it, where a table is made in parts).

    >>> float(stream("larkfield", "orders").random()) == float(stream("larkfield", "orders").random())
    True
    >>> float(stream("larkfield", "orders").random()) == float(stream("larkfield", "wallet").random())
    False
    """
    digest = hashlib.sha256(f"{seed}\x1f{table}\x1f{part}".encode()).digest()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(int.from_bytes(digest, "big"))))
