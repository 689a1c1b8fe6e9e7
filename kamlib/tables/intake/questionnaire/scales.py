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
_SLIPS = 0.05
CODES = (8, 9, 77, 88, 97, 98, 99, 998, 999, -1, -2, -7, -8, -9, -88, -98, -99, -999)
"""Numbers that stand for no answer where they lie off the scale."""
_NUMBER = re.compile(r"\s*(-?\d+)(?:[.,]0+)?\s*(?:[-–—:=.)(\]]?\s*\D*)?")
_HEADED = re.compile(
    r"(?<![\d.,-])(-?\d{1,3})\s*(?:-|–|—|\.\.+|to|bis|à|tot|hasta)\s*(\d{1,3})(?![\d.,])", re.IGNORECASE
)
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


def headed(name: str, scale: Scale) -> Scale:
    """Return the scale that a heading names, where all that was ticked lies on it; else the scale as it was told.

    >>> str(headed("Recommend us (0-10)", Scale(1, 10))), str(headed("Question 1-5", Scale(1, 7)))
    ('0 to 10', '1 to 7')
    """
    found = None if scale.words else _HEADED.search(name)
    if found is None:
        return scale
    least, most = int(found[1]), int(found[2])
    fits = (least, most) in COMMON and least <= scale.least and scale.most <= most
    return Scale(least, most, (), scale.no_answer) if fits else scale


def scale_of(counts: Mapping[str, int]) -> Scale | None:
    """Return the scale on which these texts (with how often each was ticked) lie, or None where they are no answers.

    One in twenty may lie off it: a slip of the pen is set aside, and makes no other scale.

    >>> scale_of({"1": 5, "4": 3, "6": 9, "99": 2, "don't know": 1})
    Scale(least=1, most=6, words=(), no_answer=('99', "don't know"))
    >>> scale_of({"agree": 5, "disagree": 3}).most, scale_of({"Munich": 5, "Paris": 4}), scale_of({"1": 4, "2": 9})
    (5, None, None)
    """
    silent = tuple(text for text in counts if plain(text) in NO_ANSWER)
    ticked = {text: count for text, count in counts.items() if text not in silent}
    numbers = {text: number for text in ticked if (number := number_in(text)) is not None}
    words = [text for text in ticked if text not in numbers]
    slips = _SLIPS * sum(ticked.values())
    if numbers and sum(ticked[text] for text in words) <= slips:
        return _of_numbers(numbers, ticked, silent)
    codes = tuple(text for text, number in numbers.items() if number in CODES)
    if sum(ticked[text] for text in numbers if text not in codes) > slips:
        return None
    steps = _ladder(words, ticked, slips)
    return Scale(1, len(steps), steps, (*codes, *silent)) if steps else None


def _ladder(words: list[str], counts: Mapping[str, int], slips: float) -> tuple[str, ...] | None:
    """Return the ladder of these words, or of all but the rarest, which are slips; two words are the least."""
    kept = sorted(words, key=lambda word: -counts[word])
    while len(kept) > 1 and sum(counts[word] for word in words if word not in kept) <= slips:
        if steps := ladder_of(kept):
            return steps
        kept = kept[:-1]
    return None


def _of_numbers(numbers: Mapping[str, int], counts: Mapping[str, int], silent: tuple[str, ...]) -> Scale | None:
    found = _without_codes(sorted(set(numbers.values())))
    often = {number: sum(counts[text] for text in numbers if numbers[text] == number) for number in found}
    fits = []
    for least, most in COMMON:
        inside = [number for number in found if least <= number <= most]
        # A few ticks on a scale of a hundred are kinds of something, not a scale.
        enough = len(inside) >= max(3, (most - least) / 5 if most - least > 10 else 0)
        held = sum(often[number] for number in inside)
        if enough and held >= (1 - _SLIPS) * sum(often.values()):
            fits.append((-held, most - least, least, most))
    if not fits:
        return None
    *_, least, most = min(fits)
    return Scale(least, most, (), (*(text for text, number in numbers.items() if number not in found), *silent))


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
        between = range(scale[-1] + 1, code + 1) if code > scale[-1] else range(code, scale[0])
        if scale[0] <= code <= scale[-1] or set(between) <= set(found):
            scale = sorted([*scale, code])
    return scale


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
