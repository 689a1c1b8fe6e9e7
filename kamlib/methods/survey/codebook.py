"""The codebook of a questionnaire: what each item asks, on which scale, which codes are no answer, which items run backwards.

Most wrong numbers of a survey are made before any statistics: 99 averaged as an answer, an item that was worded the other
way round added up with the rest. So every method takes its answers through a codebook. Taught in lesson 08.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

TURNED = " (turned round)"
"""What a name says where the answers below it were turned round."""


@dataclass(frozen=True)
class Item:
    """One question: its column, its words, its scale from `least` to `most`, and how to read its codes.

    `reversed` says that agreeing means the opposite of what the other items of its `dimension` mean; `missing` are codes
    that stand for no answer, such as 99 for "don't know".
    """

    name: str
    label: str = ""
    least: float = 1.0
    most: float = 7.0
    dimension: str = ""
    reversed: bool = False
    missing: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not (math.isfinite(self.least) and math.isfinite(self.most) and self.least < self.most):
            raise ValueError(
                f"{self.name} has a scale from {self.least:g} to {self.most:g}: give the least first, and the most above it."
            )
        if inside := [code for code in self.missing if self.least <= code <= self.most]:
            raise ValueError(
                f"{self.name} has {inside[0]:g} for no answer, and its scale from {self.least:g} to {self.most:g} holds it: "
                "one code cannot be both."
            )


@dataclass(frozen=True)
class Codebook:
    """The items of a questionnaire, in their order."""

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        names = [item.name for item in self.items]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f"{twice!r} is in the codebook twice: give each item one name.")

    @classmethod
    def alike(
        cls,
        names: Iterable[str],
        least: float,
        most: float,
        reversed: Iterable[str] = (),
        missing: Iterable[float] = (),
    ) -> Codebook:
        """Return the codebook of items that share one scale; `reversed` names those that run backwards.

        >>> Codebook.alike(["A1", "A2"], 1, 6, reversed=["A1"])["A1"].reversed
        True
        """
        names, backwards, codes = list(names), set(reversed), tuple(missing)
        if unknown := sorted(backwards - set(names)):
            raise ValueError(f"{unknown[0]!r} is to be reversed and is no item; they are {', '.join(names)}.")
        return cls(tuple(Item(name, "", least, most, "", name in backwards, codes) for name in names))

    @classmethod
    def of(cls, items: pd.DataFrame, asks: str | None = None) -> Codebook:
        """Return the codebook that a table of items holds, or of those items in it that ask for one kind of answer.

        It takes item, least and most, and where they are there words, dimension, reversed and missing_codes, which may be
        several with blanks, commas or semicolons between them. Raises ValueError, in a sentence, where a scale or a code
        cannot be read.

        >>> items = pd.DataFrame({"item": ["p01"], "least": [1.0], "most": [7.0], "missing_codes": ["98 99"]})
        >>> Codebook.of(items)["p01"].missing
        (98.0, 99.0)
        """
        if lacking := [name for name in ("item", "least", "most") if name not in items]:
            raise ValueError(f"The items have no column {lacking[0]!r}: it takes item, least and most.")
        if asks is not None:
            # An item whose kind nobody wrote down asks what was got, as nearly all do.
            kinds = items["asks"].fillna("perception") if "asks" in items else pd.Series("perception", items.index)
            items = items[kinds == asks]
        return cls(tuple(_item(dict(zip(items.columns, row, strict=True))) for row in items.itertuples(index=False)))

    def __getitem__(self, name: str) -> Item:
        """Return an item by name; a ValueError lists those there are."""
        for item in self.items:
            if item.name == name:
                return item
        raise ValueError(f"The codebook has no item {name!r}; it has {', '.join(self.names())}.")

    def names(self, dimension: str | None = None) -> list[str]:
        """Return the names of the items, or of those of one dimension."""
        return [item.name for item in self.items if dimension is None or item.dimension == dimension]

    @property
    def dimensions(self) -> list[str]:
        """The dimensions, in the order of their first items."""
        return list(dict.fromkeys(item.dimension for item in self.items))

    def titles(self) -> dict[str, str]:
        """Return what to call the score of each item: its name, which says so where its answers are turned round.

        >>> Codebook.alike(["left unanswered"], 1, 7, reversed=["left unanswered"]).titles()
        {'left unanswered': 'left unanswered (turned round)'}
        """
        return {item.name: f"{item.name}{TURNED}" if item.reversed else item.name for item in self.items}

    def scored(self, answers: pd.DataFrame) -> pd.DataFrame:
        """Return the answers as numbers: codes for no answer are missing, items that run backwards are turned round.

        `answers` has a row a respondent and a column an item; other columns are left out. Raises ValueError for an item
        without a column, an answer that is no number, or one outside of its scale: a scale may be another than thought.

        >>> book = Codebook.alike(["a", "b"], 1, 7, reversed=["b"], missing=[99])
        >>> book.scored(pd.DataFrame({"a": [1, 99], "b": [2, 7]})).values.tolist()
        [[1.0, 6.0], [nan, 1.0]]
        """
        return pd.DataFrame({item.name: _scored(item, answers) for item in self.items}, index=answers.index)


def on_hundred(scores: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return scores on a scale from 0 (the least an item can say) to 100 (the most), so that scales can be compared.

    >>> on_hundred(pd.DataFrame({"a": [1.0, 4.0, 7.0]}), Codebook.alike(["a"], 1, 7))["a"].tolist()
    [0.0, 50.0, 100.0]
    """
    return pd.DataFrame(
        {
            name: 100 * (scores[name] - codebook[name].least) / (codebook[name].most - codebook[name].least)
            for name in map(str, scores)
        },
        index=scores.index,
    )


def _item(row: dict[str, Any]) -> Item:
    """Return the item of one row of the items table; what may be empty and is counts as not given."""
    told = {name: value for name, value in row.items() if pd.notna(value)}
    if "item" not in told:
        raise ValueError("One of the items has no code: give each the one that stands in the answers.")
    name = str(told["item"])
    return Item(
        name,
        str(told.get("words", "")),
        _number(name, "least", told.get("least")),
        _number(name, "most", told.get("most")),
        str(told.get("dimension", "")),
        _number(name, "reversed", told.get("reversed", 0)) != 0,
        tuple(
            _number(name, "missing_codes", code) for code in re.findall(r"[^\s,;]+", str(told.get("missing_codes", "")))
        ),
    )


def _number(name: str, column: str, value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        said = "nothing" if value is None else repr(value)
        raise ValueError(f"{name} has {said} as {column}, where a number is wanted.") from None


def _scored(item: Item, answers: pd.DataFrame) -> pd.Series:
    if item.name not in answers:
        raise ValueError(f"There is no column {item.name!r} among the answers; the codebook has it as an item.")
    given = answers[item.name]
    numbers = pd.to_numeric(given, errors="coerce").astype(float)
    words = given[numbers.isna() & given.notna()]
    if len(words):
        raise ValueError(f"{item.name} has the answer {words.iloc[0]!r}, which is no number: code the labels first.")
    numbers = numbers.mask(numbers.isin(item.missing))
    outside = numbers[(numbers < item.least) | (numbers > item.most)]
    if len(outside):
        raise ValueError(
            f"{item.name} has the answer {outside.iloc[0]:g}, and its scale goes from {item.least:g} to {item.most:g}: mend "
            "the scale, or name the code among those for no answer."
        )
    return item.least + item.most - numbers if item.reversed else numbers
