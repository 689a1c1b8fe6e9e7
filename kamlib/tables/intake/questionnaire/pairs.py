"""Columns that ask the same things twice: what is expected and what was got, told by names that differ in their stem alone.

`Exp_1` to `Exp_22` beside `Perc_1` to `Perc_22` are two questions about the same 22 things. One stem of each kind, with the same
numbers, is taken for it; anything less is left for the mapping to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kamlib.tables.intake.vocabulary import plain

_STEM = re.compile(r"(.*?\D)[\s_.-]*(\d+\w?)")
_BEGINS = {
    "perception": "perc perf actual got received experienced wahrn erlebt erhalten percep recu prest",
    "expectation": "expect exp desired excellent ideal erwart wunsch attend attente expect esper aspett verwacht",
    "minimum": "minimum min adequate acceptable justenough mindest ausreich adecu accept voldoende",
    "importance": "importance imp wichtig bedeutung belang importan",
}
_ALONE = {"p": "perception", "e": "expectation", "m": "minimum", "i": "importance"}


def paired(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return for each column that is one of a pair what it asks for and what it is about; nothing where there are no pairs.

    >>> paired(["Exp_1", "Exp_2", "Perc_1", "Perc_2", "Q7"])["Perc_2"]
    ('perception', '2')
    >>> paired(["Exp_1", "Exp_2", "Perc_1"])
    {}
    """
    parts = {name: (found[1], found[2]) for name in names if (found := _STEM.fullmatch(name))}
    numbers: dict[str, set[str]] = {}
    for stem, number in parts.values():
        numbers.setdefault(stem, set()).add(number)
    kinds: dict[str, list[str]] = {}
    for stem in numbers:
        if kind := _kind_of(stem):
            kinds.setdefault(kind, []).append(stem)
    got = kinds.get("perception", [])
    if len(got) != 1 or len(numbers[got[0]]) < 2:
        return {}
    same = {stems[0]: kind for kind, stems in kinds.items() if len(stems) == 1 and numbers[stems[0]] == numbers[got[0]]}
    if len(same) < 2:
        return {}
    return {name: (same[stem], number) for name, (stem, number) in parts.items() if stem in same}


def _kind_of(stem: str) -> str | None:
    said = plain(stem)
    if said in _ALONE:
        return _ALONE[said]
    return next((kind for kind, words in _BEGINS.items() if any(said.startswith(word) for word in words.split())), None)
