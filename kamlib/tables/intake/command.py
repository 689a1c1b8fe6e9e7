"""What `kam intake` does and says: propose a mapping for a file, or take a client in and show the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kamlib.tables.intake.comparing import compare
from kamlib.tables.intake.intake import Intake, previous, take_in
from kamlib.tables.intake.mapping import read_mapping
from kamlib.tables.intake.proposing import Proposal, propose
from kamlib.tables.intake.store import forget

if TYPE_CHECKING:
    from collections.abc import Mapping


def propose_file(file: str | Path, out: str | Path = "client.toml") -> None:
    """Propose a mapping for `file`, print it with its reasons, and write it to `out`.

    Raises ValueError when `out` is there already: what somebody edited is never written over.
    """
    out = Path(out)
    if out.exists():
        raise ValueError(f"{out} is there already and is left as it is: name another file with --out, or remove it.")
    proposal = propose(file)
    proposal.write(out)
    console = Console()
    _print_proposal(console, proposal, Path(file).name)
    _print_questions(console, proposal.questions)
    more = "answer the questions in it, then run" if proposal.questions else "look it over, then run"
    console.print(f"\nWritten to [bold]{escape(str(out))}[/]: {more} kam intake {escape(str(out))}", soft_wrap=True)


def take_in_file(path: str | Path, forget_first: bool = False) -> Intake:
    """Take in the client that the mapping file `path` describes, print the ledger, and return the intake.

    `forget_first` deletes what the cache keeps of this client before.
    """
    mapping = read_mapping(path)
    if forget_first:
        forget(mapping.name)
    taken = take_in(mapping)
    console = Console()
    console.print(taken.in_words(), markup=False, highlight=False, soft_wrap=True)
    before = previous(taken)
    if before is not None:
        console.print("\n" + compare(taken, before).in_words(), markup=False, highlight=False, soft_wrap=True)
    return taken


def forget_client(path: str | Path) -> None:
    """Delete everything the cache keeps of the client that the mapping file `path` describes, and say so."""
    name = read_mapping(path).name
    count = forget(name)
    kept = "nothing was kept" if not count else f"{count} intake{'s' if count > 1 else ''} deleted from the cache"
    Console().print(f"{name}: {kept}.", markup=False, soft_wrap=True)


def _print_proposal(console: Console, proposal: Proposal, name: str) -> None:
    source, reasons = proposal.source, proposal.reasons
    table = Table(title=escape(f"How {name} would be read"), title_justify="left")
    for heading in ("what", "proposal", "why"):
        table.add_column(heading, overflow="fold")
    settings = {
        "currency": proposal.mapping.currency,
        "orders.sheet": source.sheet,
        "orders.encoding": source.encoding,
        "orders.delimiter": repr(source.delimiter) if source.delimiter else None,
        "orders.header_row": str(source.header_row) if source.header_row > 1 else None,
        "orders.decimal": source.decimal,
        "orders.date_format": ", ".join(source.date_formats) or None,
        "orders.cancelled_prefix": source.cancelled_prefix,
    }
    settings |= {f"orders.columns.{ours}": theirs for ours, theirs in source.columns.items()}
    for place, value in settings.items():
        if value:
            table.add_row(escape(place.rpartition(".")[2]), escape(value), escape(reasons.get(place, "")))
    console.print(table)
    for note in proposal.notes:
        console.print(escape(note), soft_wrap=True)


def _print_questions(console: Console, questions: Mapping[str, tuple[str, str]]) -> None:
    if not questions:
        return
    console.print("\n[bold]What the file does not say:[/]")
    for place, (question, _) in questions.items():
        console.print(f"  {escape(place)}: {escape(question)}", soft_wrap=True)
