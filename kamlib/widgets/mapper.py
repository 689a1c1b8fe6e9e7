"""Which column of a reader's file is which of ours: the proposal as a form, to look over, correct and write down.

It shows what `kamlib.tables.intake.propose` found, with its reasons and the first values of each column, asks what the
file does not say, and writes the mapping that `kam intake` and every lesson read. Taught in lesson 00.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import ClientMapping, Proposal, propose, write_mapping
from kamlib.tables.intake.mapping import EXTRA_COLUMNS

DATE_FORMATS = {
    "%d.%m.%Y": "31.12.2024: day.month.year",
    "%d/%m/%Y": "31/12/2024: day/month/year",
    "%m/%d/%Y": "12/31/2024: month/day/year",
    "%d-%m-%Y": "31-12-2024: day-month-year",
    "%d.%m.%y": "31.12.24: day.month.year",
    "%d/%m/%y": "31/12/24: day/month/year",
    "%m/%d/%y": "12/31/24: month/day/year",
    "iso": "2024-12-31: year-month-day",
    "excel": "45657: a spreadsheet's day number",
}
DECIMALS = {",": "12,50: a comma", ".": "12.50: a point"}
_WITHOUT = "(no such column)"
_NEEDED = ("account_id", "ordered_at", "revenue")
_ASKED = ("currency", "time_zone", "orders.decimal", "orders.date_format")
_HERE = Path(__file__)


def column_mapper(file: str | Path, out: str = "client.toml") -> ColumnMapper:
    """Return a form that maps the columns of an order file and writes the mapping to `out`, beside the notebook.

    Raises FileNotFoundError or ValueError, one sentence each, when the file holds no table.
    """
    return ColumnMapper(propose(file), out)


class ColumnMapper(anywidget.AnyWidget):
    """A proposed mapping as a form; `look` says what is still wrong with one, `write` writes it."""

    _esm = _HERE.with_name("mapper.js")
    _css = _HERE.with_name("live.css").read_text(encoding="utf-8") + _HERE.with_suffix(".css").read_text(
        encoding="utf-8"
    )
    title = traitlets.Unicode().tag(sync=True)
    fields = traitlets.List(traitlets.Dict()).tag(sync=True)
    header = traitlets.List(traitlets.Unicode()).tag(sync=True)
    samples = traitlets.Dict().tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    notes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    out = traitlets.Unicode().tag(sync=True)

    def __init__(self, proposal: Proposal, out: str = "client.toml") -> None:
        self._proposal = proposal
        super().__init__(
            title=f"Which column of {proposal.source.file.name} is which?",
            fields=_fields(proposal),
            header=list(proposal.header),
            samples={name: " · ".join(texts) or "empty" for name, texts in proposal.samples.items()},
            questions=_questions(proposal),
            notes=list(proposal.notes),
            out=str(_free(Path(out))),
        )
        self.on_msg(self._asked)

    @property
    def chosen(self) -> dict[str, str]:
        """Our columns with the file's that the proposal gives them."""
        return dict(self._proposal.source.columns)

    def look(self, columns: Mapping[str, str], answers: Mapping[str, str] | None = None) -> list[str]:
        """Return a sentence for each thing that keeps this choice of columns and these answers from being written."""
        answers = answers or {}
        said = [_lacking(ours) for ours in _NEEDED if not columns.get(ours) and not _made_of(ours, columns)]
        for theirs in dict.fromkeys(columns.values()):
            uses = [ours for ours, used in columns.items() if used == theirs]
            if len(uses) > 1 and set(uses) != {"account_id", "account_name"}:
                said.append(f"The column «{theirs}» is chosen for {' and for '.join(uses)}: each column is one thing.")
        unknown = [theirs for theirs in columns.values() if theirs not in self.header]
        said += [f"The file has no column «{theirs}»." for theirs in unknown]
        if not (answers.get("currency") or self._proposal.mapping.currency).strip():
            said.append("Say in which currency the amounts are, such as EUR.")
        elif (given := answers.get("currency", "").strip()) and not re.fullmatch("[A-Za-z]{3}", given):
            said.append(f"A currency is written in three letters, such as EUR or USD: «{given}» is not.")
        if not said:
            try:
                self._mapping(columns, answers)
            except ValueError as problem:
                said.append(str(problem))
        return said

    def write(
        self, columns: Mapping[str, str], answers: Mapping[str, str] | None = None, out: str | None = None
    ) -> Path:
        """Write the mapping, at once or not at all and never over a file that is there; return its path.

        Raises ValueError with what is wrong, and FileExistsError with a name that is free.
        """
        answers = {place: text.strip() for place, text in (answers or {}).items() if text.strip()}
        columns = {ours: theirs for ours, theirs in columns.items() if theirs}
        path = Path(out or self.out)
        if problems := self.look(columns, answers):
            raise ValueError(" ".join(problems))
        if path.suffix != ".toml":
            raise ValueError(f"A mapping's name ends in .toml: write «{path.stem or 'client'}.toml», not «{path}».")
        if path.exists():
            raise FileExistsError(f"{path} is there already and is left as it is: write to {_free(path)} instead.")
        proposal = self._proposal
        before = proposal.source.columns
        reasons = dict(proposal.reasons) | {f"orders.columns.{ours}": "chosen by you" for ours in columns}
        reasons |= {place: why for place, why in proposal.reasons.items() if _unchanged(place, columns, before)}
        reasons |= dict.fromkeys(answers, "answered by you")
        left = {
            place: asked
            for place, asked in proposal.questions.items()
            if place not in answers and place.removeprefix("orders.columns.") not in columns
        }
        return write_mapping(self._mapping(columns, answers), path, reasons, left)

    def _mapping(self, columns: Mapping[str, str], answers: Mapping[str, str]) -> ClientMapping:
        proposed = self._proposal.mapping
        source = replace(
            self._proposal.source,
            columns={field["name"]: columns[field["name"]] for field in self.fields if columns.get(field["name"])},
            decimal=answers.get("orders.decimal") or self._proposal.source.decimal,
            date_format=answers.get("orders.date_format") or self._proposal.source.date_format,
        )
        source.check()
        return replace(
            proposed,
            currency=(answers.get("currency") or proposed.currency).strip().upper(),
            time_zone=answers.get("time_zone") or proposed.time_zone,
            sources=(source, *proposed.sources[1:]),
        )

    def _asked(self, _: Any, message: Mapping[str, Any], __: Any) -> None:
        """Answer what one view of the form asks: to look the choice over, or to write it."""
        kind, columns = message.get("kind"), {ours: used for ours, used in message.get("columns", {}).items() if used}
        answers = message.get("answers", {})
        if kind == "look":
            self.send({"kind": "looked", "problems": self.look(columns, answers)})
        elif kind == "write":
            self.send({"kind": "written", **self._written(columns, answers, str(message.get("out", "")).strip())})

    def _written(self, columns: Mapping[str, str], answers: Mapping[str, str], out: str) -> dict[str, Any]:
        if problems := self.look(columns, answers):
            return {"problems": problems}
        try:
            path = self.write(columns, answers, out)
        except FileExistsError as there:
            return {"problems": [str(there)], "out": str(_free(Path(out)))}
        except (ValueError, OSError) as problem:
            return {"problems": [str(problem)]}
        steps = [f"Written to {path}.", f"Next, in a terminal: kam intake {path}"]
        steps.append(f"Then the lessons on this file: kam lab --client {path}")
        return {"problems": [], "said": steps}

    def __repr__(self) -> str:
        """Return the proposal in words, for where no front end runs."""
        lines = [str(self.title)]
        for field in self.fields:
            used = field["chosen"]
            values = f" ({self.samples.get(used, '')})" if used else ""
            lines.append(f"  {field['name']}{' *' if field['required'] else ''}: {used or _WITHOUT}{values}")
        lines += [f"  ? {asked['text']}" for asked in self.questions]
        lines += [
            "* needed",
            f"To write it: .write({{…, 'order_id': 'a column'}}, {{'currency': 'EUR'}}, '{self.out}')",
        ]
        return "\n".join(lines)


def _fields(proposal: Proposal) -> list[dict[str, Any]]:
    """Return what the form asks for each of our columns: its meaning, the proposed column and the reason."""
    meanings = {column.name: column.meaning for column in CONTRACTS["orders"].columns} | dict(EXTRA_COLUMNS["orders"])
    columns = proposal.source.columns
    return [
        {
            "name": name,
            "meaning": meaning,
            "required": name in _NEEDED,
            "chosen": columns.get(name, ""),
            "reason": proposal.reasons.get(f"orders.columns.{name}", ""),
            "ask": proposal.questions.get(f"orders.columns.{name}", ("", ""))[0],
        }
        for name, meaning in meanings.items()
    ]


def _questions(proposal: Proposal) -> list[dict[str, Any]]:
    """Return what the file leaves open, with the choices there are; the columns are asked for above."""
    choices = {"orders.decimal": DECIMALS, "orders.date_format": DATE_FORMATS}
    asked = []
    for place, (text, example) in proposal.questions.items():
        if place.startswith("orders.columns."):
            continue
        known = choices.get(place, {})
        if place == "orders.date_format" and example and example not in known:
            known = {example: f"written as {example}", **known}
        answerable = place in _ASKED
        asked.append(
            {
                "place": place,
                "text": text if answerable else f"{text} (Answer it in the file, at {place}.)",
                "example": example,
                "choices": [[value, words] for value, words in known.items()],
                "answerable": answerable,
            }
        )
    return asked


def _lacking(ours: str) -> str:
    meaning = CONTRACTS["orders"][ours].meaning
    other = ", or both quantity and unit_price" if ours == "revenue" else ""
    return f"Choose the column for {ours} ({meaning}){other}."


def _made_of(ours: str, columns: Mapping[str, str]) -> bool:
    return ours == "revenue" and bool(columns.get("quantity") and columns.get("unit_price"))


def _unchanged(place: str, columns: Mapping[str, str], before: Mapping[str, str]) -> bool:
    ours = place.removeprefix("orders.columns.")
    return ours == place or columns.get(ours) == before.get(ours)


def _free(path: Path) -> Path:
    """Return `path`, or the first of path-2, path-3 … that no file has."""
    if not path.exists():
        return path
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 10_000))
    return next(candidate for candidate in numbered if not candidate.exists())
