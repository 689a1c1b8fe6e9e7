"""Which scale a column of a questionnaire was ticked on: from 1 to 7, from 0 to 10, words of a ladder, and codes for no answer.

A scale is told from what was ticked, so a box that nobody ticked is not seen: neighbours on one sheet lend it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kamlib.tables.intake.questionnaire.ladders import NO_ANSWER, ladder_of
from kamlib.tables.intake.vocabulary import plain

COMMON = ((1, 5), (1, 7), (1, 6), (1, 4), (0, 4), (1, 10), (0, 10), (-2, 2), (-3, 3), (0, 100))
"""From and to of the scales that questionnaires use."""
MOST_STEPS = 101
CODES = (8, 9, 77, 88, 97, 98, 99, 998, 999, -1, -2, -7, -8, -9, -88, -98, -99, -999)
"""Numbers that stand for no answer where they lie off the scale."""
_NUMBER = re.compile(r"\s*(-?\d+)(?:[.,]0+)?\s*(?:[-–—:=.)(\]]?\s*\D*)?")
_TRAILING = re.compile(r"\D*[(\[]\s*(-?\d+)\s*[)\]]\s*")


@dataclass(frozen=True)
class Scale:
    """A scale from `least` to `most`, its words from the least on where it has any, and what stood for no answer."""

    least: int
    most: int
    words: tuple[str, ...] = ()
    no_answer: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"“{self.words[0]}” to “{self.words[-1]}”" if self.words else f"{self.least} to {self.most}"


def number_in(text: str) -> int | None:
    """Return the whole number a tick holds, alone or with the words at a scale's end; None where there is none.

    >>> [number_in(text) for text in ("4", "7 - strongly agree", "5.0", "very good (5)", "agree", "2,5")]
    [4, 7, 5, 5, None, None]
    """
    found = _NUMBER.fullmatch(text) or _TRAILING.fullmatch(text)
    return int(found[1]) if found else None


def scale_of(counts: Mapping[str, int]) -> Scale | None:
    """Return the scale on which these texts (with how often each was ticked) lie, or None where they are no answers.

    >>> scale_of({"1": 5, "4": 3, "6": 9, "99": 2, "don't know": 1})
    Scale(least=1, most=6, words=(), no_answer=('99', "don't know"))
    >>> scale_of({"agree": 5, "disagree": 3}).most, scale_of({"Munich": 5, "Paris": 4}), scale_of({"1": 4, "2": 9})
    (5, None, None)
    """
    silent = tuple(text for text in counts if plain(text) in NO_ANSWER)
    ticked = [text for text in counts if text not in silent]
    numbers = {text: number_in(text) for text in ticked}
    if ticked and all(number is not None for number in numbers.values()):
        return _of_numbers({text: number for text, number in numbers.items() if number is not None}, silent)
    words = [text for text in ticked if numbers[text] is None]
    steps = ladder_of(words)
    codes = tuple(text for text in ticked if text not in words)
    if steps is None or len(words) < 2 or any(numbers[text] not in CODES for text in codes):
        return None
    return Scale(1, len(steps), steps, (*codes, *silent))


def _of_numbers(numbers: Mapping[str, int], silent: tuple[str, ...]) -> Scale | None:
    inside = _without_codes(sorted(set(numbers.values())))
    if not 3 <= len(inside) <= MOST_STEPS:
        return None
    fits = [(least, most) for least, most in COMMON if least <= inside[0] and inside[-1] <= most]
    # A few ticks on a scale of a hundred are kinds of something, not a scale.
    fits = [(least, most) for least, most in fits if len(inside) >= (most - least) / 5 or most - least < 10]
    if not fits:
        return None
    least, most = min(fits, key=lambda ends: (ends[1] - ends[0], ends))
    return Scale(least, most, (), (*(text for text, number in numbers.items() if number not in inside), *silent))


def _without_codes(found: list[int]) -> list[int]:
    """Return sorted numbers without the codes for no answer at either end, which a gap parts from the scale.

    >>> _without_codes([-9, 1, 2, 3, 4, 5, 6, 7, 9]), _without_codes(list(range(11)))
    ([1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    """
    codes = [number for number in found if number in CODES]
    scale = [number for number in found if number not in CODES]
    if not scale:
        return found
    for code in codes:
        near = range(min(code, scale[0]), max(code, scale[-1]) + 1)
        if set(near) <= set(found):
            scale.append(code)
    return sorted(scale)


def shared(scales: Sequence[Scale]) -> list[Scale]:
    """Return scales of neighbours on a sheet: each takes the widest of theirs that begins where its own does.

    A run of neighbours ends where the scale begins elsewhere, or is in words.

    >>> [str(scale) for scale in shared([Scale(1, 5), Scale(1, 7), Scale(0, 10)])]
    ['1 to 7', '1 to 7', '0 to 10']
    """
    runs: list[list[Scale]] = []
    for scale in scales:
        same = runs and not scale.words and not runs[-1][0].words and runs[-1][0].least == scale.least
        near = same and max(one.most for one in (*runs[-1], scale)) <= 2 * min(one.most for one in (*runs[-1], scale))
        runs.append([*runs.pop(), scale] if near else [scale])
    return [
        Scale(scale.least, max(one.most for one in run), scale.words, scale.no_answer) for run in runs for scale in run
    ]
