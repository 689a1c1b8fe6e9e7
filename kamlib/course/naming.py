"""Accounts by name in a sentence: the client's own text, kept from turning round the sentence that it stands in.

A name may hold marks that set the direction of writing (Unicode Standard Annex 9). Those that see no end are taken out,
and each name stands between two marks that isolate it. Used by the claims of every lesson.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kamlib.figures.house.drawing import shorten
from kamlib.tables.company import Company

_UNSEEN = re.compile(r"[\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f]+")
_LONGEST = 60


def isolated(name: str) -> str:
    """Return a client's text fit to stand in a sentence.

    >>> isolated("Nord\u202eboden") == "\u2068Nordboden\u2069"
    True
    """
    return f"\u2068{shorten(_UNSEEN.sub('', name).strip(), _LONGEST)}\u2069"


def names_of(company: Company, account_ids: Iterable[str]) -> list[str]:
    """Return the names of these accounts, fit for a sentence; an account's id where the file names none."""
    accounts = company.get("accounts")
    known = {} if accounts is None else dict(zip(accounts["account_id"], accounts["account_name"], strict=True))
    return [isolated(str(known.get(one, one))) for one in account_ids]


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
