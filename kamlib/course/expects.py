"""What an answer must look like before it can be right or wrong: its type, its shape, its units.

A check walks from the outside in, so that a reader who hands in a table where a number was wanted hears that, and not
"wrong". An expectation knows three things: whether the answer is of the right kind, whether it has the right shape,
and whether it says the same as the reference. Every lesson uses it.
"""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Collection
from dataclasses import dataclass, is_dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

_LIKE_A_NUMBER = re.compile(r"\s*[-+−]?\s*\d[\d.,' ]*\s*%?\s*")


class Expected(Protocol):
    """An expectation; each method takes the reader's answer, the last two the reference as well."""

    def wrong_kind(self, answer: Any) -> str | None:
        """Return a sentence if the answer is of another kind than wanted."""

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if the answer has another shape or unit than wanted."""

    def same(self, answer: Any, right: Any) -> bool:
        """Return whether the answer says the same as the reference."""


@dataclass(frozen=True)
class Number:
    """A single number in a unit, right within a stated tolerance; the example is for who is asked.

    >>> Number("days").wrong_kind([12])
    'Give one number (days), not a list.'
    >>> Number("points", example="4.25").wrong_kind("8,4 %")
    'Give one number (points, such as 4.25), not text: no quotes, a point before the decimals, no per cent sign.'
    >>> Number("days").same(12.0, 12)
    True
    """

    unit: str
    tolerance: float = 1e-6
    relative: float = 0.0
    example: str = ""

    def wrong_kind(self, answer: Any) -> str | None:
        """Return a sentence unless the answer is one finite real number."""
        wanted = f"Give one number ({self.unit}{', such as ' * bool(self.example)}{self.example})"
        if isinstance(answer, str) and _LIKE_A_NUMBER.fullmatch(answer):
            return f"{wanted}, not text: no quotes, a point before the decimals, no per cent sign."
        if isinstance(answer, bool | np.bool_) or not isinstance(answer, numbers.Real):
            return f"{wanted}, not {_kind(answer)}."
        return None if np.isfinite(float(answer)) else f"{wanted}: yours is {answer}."

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if the answer is the right one with digits rounded off, two at least kept.

        >>> Number("a factor").wrong_shape(5.2, 5.1834)
        'Nearly: yours is rounded. Give more digits, or the code that works it out.'
        """
        given, wanted = float(answer), float(right)
        rounded = {round(wanted, 2), round(wanted, 3), *(float(f"{wanted:.{digits}g}") for digits in range(2, 6))}
        # A small whole number may well come another way: a guess, or a count.
        if self.same(given, wanted) or given not in rounded or (given.is_integer() and abs(given) < 100):
            return None
        return "Nearly: yours is rounded. Give more digits, or the code that works it out."

    def same(self, answer: Any, right: Any) -> bool:
        """Return whether two numbers agree within the tolerance."""
        return abs(float(answer) - float(right)) <= max(self.tolerance, self.relative * abs(float(right)))


@dataclass(frozen=True)
class Share(Number):
    """A share between 0 and 1, right to three decimals unless its tolerance wants more.

    >>> share.wrong_shape(62.1, 0.621)
    'A share lies between 0 and 1 and yours is 62.1: is it a percentage? Divide by 100. If not, mind what you divided by.'
    >>> share.wrong_shape(0.62, 0.6214)
    'Nearly: yours is rounded. Give 3 decimals or more, or the code that works it out.'
    """

    unit: str = "a share"
    tolerance: float = 5e-4
    example: str = "0.25"

    @property
    def decimals(self) -> int:
        """How many decimals tell right from wrong.

        >>> share.decimals, Share(tolerance=1e-5).decimals
        (3, 5)
        """
        return math.ceil(-math.log10(2 * self.tolerance))

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if a percentage, a factor or a count stands where a share is wanted, or a rounded share."""
        given, wanted = float(answer), float(right)
        if not self.same(given, wanted) and given in {round(wanted, digits) for digits in range(2, self.decimals)}:
            return f"Nearly: yours is rounded. Give {self.decimals} decimals or more, or the code that works it out."
        if not 0 <= wanted <= 1 < given:
            return None
        said = f"A share lies between 0 and 1 and yours is {given:,g}"
        if given < 2:
            return f"{said}: is it one plus the share? Take 1 off it. Or a percentage? Divide by 100."
        if given <= 100:
            return f"{said}: is it a percentage? Divide by 100. If not, mind what you divided by."
        return f"{said}: one step is missing, divide it by the whole."


@dataclass(frozen=True)
class Count(Number):
    """A whole number, exactly right."""

    unit: str = "a whole number"
    tolerance: float = 0.0

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if the number is not whole."""
        return None if float(answer).is_integer() else f"A count is a whole number: yours is {answer:g}."


@dataclass(frozen=True)
class Money(Number):
    """An amount of money, right to a half of one unit of the currency."""

    unit: str = "an amount of money"
    tolerance: float = 0.5


@dataclass(frozen=True)
class OneOf:
    """One of a few words; capitals do not count, nor a full stop and spaces at the ends."""

    options: tuple[str, ...]

    def wrong_kind(self, answer: Any) -> str | None:
        """Return a sentence unless the answer is text."""
        return None if isinstance(answer, str) else f"Give one of {self._listed()} in quotes, not {_kind(answer)}."

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if the word is none of the options."""
        known = answer.strip(" .\n\t").lower() in {option.lower() for option in self.options}
        return None if known else f"{answer!r} is none of {self._listed()}."

    def same(self, answer: Any, right: Any) -> bool:
        """Return whether two words are the same."""
        return bool(answer.strip(" .\n\t").lower() == str(right).strip(" .").lower())

    def _listed(self) -> str:
        return ", ".join(repr(option) for option in self.options)


@dataclass(frozen=True)
class Names:
    """A set of names, such as account ids: a list, set, Index, array or Series of them, in any order.

    >>> Names("item numbers", "03").wrong_kind([3, 9])
    "Give item numbers as text, such as '03': this holds other values. Are they in the index? Then hand in .index."
    """

    what: str
    example: str

    def wrong_kind(self, answer: Any) -> str | None:
        """Return a sentence unless the answer is a collection of names."""
        if isinstance(answer, pd.DataFrame):
            return f"Give the {self.what} alone: a column or the index of your table, such as table.index."
        if isinstance(answer, str) or not isinstance(answer, Collection | pd.Series | pd.Index | np.ndarray):
            return f"Give a list of {self.what}, not {_kind(answer)}."
        if any(not isinstance(one, str) for one in answer):
            wanted = f"Give {self.what} as text, such as {self.example!r}: this holds other values."
            return f"{wanted} Are they in the index? Then hand in .index."
        return None

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if a name stands twice."""
        return None if len(set(answer)) == len(answer) else f"Some {self.what} stand twice."

    def same(self, answer: Any, right: Any) -> bool:
        """Return whether both hold the same names."""
        return set(answer) == set(right)

    def apart(self, answer: Any, right: Any) -> str:
        """Return how many names are missing and how many are too many, in a sentence.

        >>> Names("item numbers", "03").apart(["01", "02"], ["01", "05", "09"])
        '2 are missing, and 1 of yours is too many.'
        """
        missing, extra = len(set(right) - set(answer)), len(set(answer) - set(right))
        told = [f"{missing:,} {'is' if missing == 1 else 'are'} missing"] if missing else []
        told += [f"{extra:,} of yours {'is' if extra == 1 else 'are'} too many"] if extra else []
        return ", and ".join(told) + "."


@dataclass(frozen=True)
class PerAccount:
    """A Series with one value an account, indexed by account_id, in any order."""

    values: str
    relative: float = 1e-6

    def wrong_kind(self, answer: Any) -> str | None:
        """Return a sentence unless the answer is a Series."""
        if isinstance(answer, pd.Series):
            return None
        return f"Give a Series of {self.values}, one value an account, not {_kind(answer)}."

    def wrong_shape(self, answer: Any, right: Any) -> str | None:
        """Return a sentence if accounts are missing, doubled or unknown."""
        if answer.index.has_duplicates:
            return "Some accounts stand in the index twice: one value an account is wanted."
        missing, unknown = len(right.index.difference(answer.index)), len(answer.index.difference(right.index))
        if unknown:
            return f"{unknown:,} labels of the index are no accounts wanted here: the index should be account_id."
        return f"{missing:,} of {len(right):,} accounts have no value." if missing else None

    def same(self, answer: Any, right: Any) -> bool:
        """Return whether every account has the same value."""
        given = answer.reindex(right.index)
        if pd.api.types.is_numeric_dtype(right) and pd.api.types.is_numeric_dtype(given):
            return bool(np.allclose(given.astype(float), right.astype(float), rtol=self.relative, equal_nan=True))
        return bool((given.astype(str) == right.astype(str)).all())


def _kind(answer: Any) -> str:
    """Return what a reader would call the kind of thing they handed in."""
    if answer is None:
        return "nothing (None)"
    if isinstance(answer, tuple):
        return "several (write thousands without a comma, and a point before the decimals)"
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        return "an array: take the number out with .item()"
    if pd.api.types.is_scalar(answer) and pd.isna(answer):
        return "a missing value"
    if callable(answer):
        return "a function: end it with ()"
    if is_dataclass(answer) and not isinstance(answer, type):
        return "a whole result: read one number from it, such as its .value or a row of its .table"
    words = {
        str: "text",
        pd.DataFrame: "a table",
        pd.Series: "a Series (a whole column)",
        list: "a list",
        dict: "a dict",
        set | frozenset: "a set",
        bool: "True or False",
        pd.Timedelta: "a time span (read its days with .days)",
        pd.Timestamp: "a date",
        np.ndarray | pd.api.extensions.ExtensionArray: "a list of values",
        numbers.Real: "one number",
    }
    return next((word for kind, word in words.items() if isinstance(answer, kind)), "something else")


share, count, money, accounts = Share(), Count(), Money(), Names("account ids", "A0001")
