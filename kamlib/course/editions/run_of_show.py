"""The run of show: which part of a lesson starts when, in a class of 90 minutes and in half a day with breaks.

Computed from the first line of each trainer's note, for a start in the morning and one after lunch. Made for every
lesson, beside its trainer's edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kamlib.course.editions.cells import read
from kamlib.course.editions.notes import CORE, HALF_DAY, Note, notes
from kamlib.course.editions.page import KEYS

STARTS = (9 * 60, 13 * 60 + 30)
"""Minutes after midnight at which a class may begin."""
BREAK, SITTING = 15, 90
"""Minutes of a break, and the minutes of teaching after which a class has had one."""
_AROUND = """Before: the trainer's edition lies in the class's folder and all its cells have run; the first of the slides names
the class's company; every student has the lesson open, for the clock does not count that. After: each student exports the
progress, and you merge the files into what to explain again."""
_STYLE = """body { font: 17px/1.45 system-ui, "Segoe UI", Roboto, Arial, sans-serif; color: #1f2933; background: #fff;
  margin: 2em auto; max-width: 60em; padding: 0 1em; color-scheme: light; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2em; }
th, td { padding: .3em .6em; border-bottom: 1px solid #d9dee4; text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.break td { background: #eef2f6; font-style: italic; }
@media print { body { margin: 0; font-size: 11pt; } table { break-inside: avoid; } }"""


@dataclass(frozen=True)
class Step:
    """A part of the class, or a break: minutes it takes, minutes taught when it ends, minutes from the start to it."""

    part: str
    heading: str
    minutes: int
    taught: int
    begins: int
    is_break: bool = False


def schedule(parts: Sequence[tuple[str, str, int]]) -> list[Step]:
    """Return the steps of a class from (part, heading, minutes), with a break before anybody sits longer than 90 minutes.

    Parts of 0 minutes are left out. A ValueError names a part that is longer than 90 minutes by itself.

    >>> [(step.part, step.begins) for step in schedule([("opening", "", 60), ("one", "", 60)])]
    [('opening', 0), ('break', 60), ('one', 75)]
    """
    steps: list[Step] = []
    taught = begins = sat = 0
    for part, heading, minutes in parts:
        if minutes > SITTING:
            raise ValueError(f"the part «{part}» takes {minutes} minutes and nobody sits longer than 90: divide it.")
        if not minutes:
            continue
        if sat + minutes > SITTING:
            steps.append(Step("break", "", BREAK, taught, begins, is_break=True))
            begins, sat = begins + BREAK, 0
        taught, sat = taught + minutes, sat + minutes
        steps.append(Step(part, heading, minutes, taught, begins))
        begins += minutes
    return steps


def run_of_show(source: Path) -> str:
    """Return the page of one source's run of show; a ValueError names the source where its notes allow none."""
    cells = read(source)
    title = cells[0]["source"].splitlines()[0].lstrip("# ")
    return show_page(title, notes(cells, source.name), source.name)


def show_page(title: str, said: Sequence[Note], lesson: str) -> str:
    """Return the page of the two cuts of a class that these notes describe."""
    try:
        short = schedule([(note.part, note.heading, note.core) for note in said])
        long = schedule([(note.part, note.heading, note.half_day) for note in said])
    except ValueError as problem:
        raise ValueError(f"{lesson}: {problem}") from None
    left_out = [note.part for note in said if not note.core and note.half_day]
    remark = f"<p>Left out of this cut: {escape(', '.join(left_out))}.</p>" if left_out else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Run of show: {escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"<h1>Run of show: {escape(title)}</h1>\n"
        f"<h2>In at most {CORE} minutes</h2>\n{_table(short)}\n{remark}\n"
        f"<h2>In half a day, at most {HALF_DAY} minutes of teaching, with breaks</h2>\n{_table(long)}\n"
        "<p>Minutes are those of the trainer's notes. Clocks count the breaks in.</p>\n"
        f"<h2>Before and after</h2>\n<p>{_AROUND}</p>\n<p>Keys of the slides: {KEYS}</p>\n</body>\n</html>\n"
    )


def clock(minutes: int) -> str:
    """Write minutes after midnight as a time of day.

    >>> clock(9 * 60 + 5), clock(24 * 60 + 10)
    ('9:05', '0:10')
    """
    return f"{minutes // 60 % 24}:{minutes % 60:02d}"


def _table(steps: Sequence[Step]) -> str:
    heads = ["part", "in the lesson", "minutes", "taught so far", *(f"start at {clock(start)}" for start in STARTS)]
    shown = [f"<th{_number(place)}>{head}</th>" for place, head in enumerate(heads)]
    rows = [f"<tr>{''.join(shown)}</tr>"]
    for step in steps:
        cells = [step.part, step.heading, str(step.minutes), "" if step.is_break else str(step.taught)]
        cells += [clock(start + step.begins) for start in STARTS]
        written = "".join(f"<td{_number(place)}>{escape(cell)}</td>" for place, cell in enumerate(cells))
        kind = ' class="break"' if step.is_break else ""
        rows.append(f"<tr{kind}>{written}</tr>")
    if steps:
        ends = [clock(start + steps[-1].begins + steps[-1].minutes) for start in STARTS]
        times = "".join(f'<td class="number">{end}</td>' for end in ends)
        rows.append(f'<tr><td>end</td><td></td><td></td><td class="number">{steps[-1].taught}</td>{times}</tr>')
    return f"<table>\n{chr(10).join(rows)}\n</table>"


def _number(place: int) -> str:
    return ' class="number"' if place > 1 else ""
