"""What `kam intake` does and says: propose a mapping for files, take a client in and show the ledger, or forget it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kamlib.tables.cache import atomic_path
from kamlib.tables.intake.comparing import compare
from kamlib.tables.intake.intake import Intake, previous, take_in
from kamlib.tables.intake.mapping import Source, key_file_of, read_mapping
from kamlib.tables.intake.proposing import Proposal, propose_all
from kamlib.tables.intake.store import forget
from kamlib.tables.intake.writing import with_pseudonyms


def propose_files(files: Sequence[str | Path], out: str | Path = "client.toml", *, pseudonymise: bool = False) -> None:
    """Propose one mapping for all `files`, print it with its reasons, and write it to `out`.

    `pseudonymise` has the mapping replace names and ids by keys. Raises ValueError when `out` is there already: what
    somebody edited is never written over.
    """
    out = Path(out)
    if out.suffix != ".toml":
        raise ValueError(f"{out.name} would hold a mapping: give --out a name that ends in .toml, such as client.toml.")
    if out.exists():
        raise ValueError(f"{out} is there already and is left as it is: name another file with --out, or remove it.")
    proposal = propose_all(files, key_file_of(out) if pseudonymise else None)
    proposal.write(out)
    console = Console()
    for source in proposal.mapping.sources:
        _print_source(console, proposal, source)
    for note in proposal.notes:
        console.print(escape(note), soft_wrap=True)
    _print_questions(console, proposal.questions)
    more = "answer the questions in it, then run" if proposal.questions else "look it over, then run"
    console.print(f"\nWritten to [bold]{escape(str(out))}[/]: {more} kam intake {escape(str(out))}", soft_wrap=True)


def take_in_file(path: str | Path, *, pseudonymise: bool = False) -> Intake:
    """Take in the client that the mapping file `path` describes, print the ledger, and return the intake.

    `pseudonymise` first writes that setting into the mapping file, every other line of it kept.
    """
    path = Path(path)
    mapping = read_mapping(path)
    if pseudonymise and mapping.key_file is None:
        text = with_pseudonyms(path.read_bytes().decode("utf-8-sig"))
        with atomic_path(path) as temporary:
            temporary.write_bytes(text.encode())
        mapping = read_mapping(path)
    taken = take_in(mapping)
    console = Console()
    console.print(taken.in_words(), markup=False, highlight=False, soft_wrap=True)
    if mapping.key_file is not None:
        words = (
            f"\nNames and ids are keys now. {mapping.key_file} alone tells which is which: keep it apart from reports and "
            "cache, and do not lose it, or next month's customers will have other keys."
        )
        console.print(words, markup=False, highlight=False, soft_wrap=True)
    before = previous(taken)
    if before is not None:
        console.print("\n" + compare(taken, before).in_words(), markup=False, highlight=False, soft_wrap=True)
    return taken


def forget_client(path: str | Path) -> None:
    """Delete everything the cache keeps of the client that the mapping file `path` describes, and say so."""
    mapping = read_mapping(path)
    count = forget(mapping.name)
    kept = "nothing was kept" if not count else f"{count} intake{'s' if count > 1 else ''} deleted from the cache"
    words = f"{mapping.name}: {kept}. The client's own files and the mapping are left as they are"
    key_file = key_file_of(Path(path))
    if key_file.exists():
        words += f", and so is the key file {key_file.name}: delete it yourself, and no key can be turned back any more"
    Console().print(words + ".", markup=False, highlight=False, soft_wrap=True)


def _print_source(console: Console, proposal: Proposal, source: Source) -> None:
    name, reasons = source.table, proposal.reasons
    table = Table(title=escape(f"How {source.file.name} would be read"), title_justify="left")
    for heading in ("what", "proposal", "why"):
        table.add_column(heading, overflow="fold")
    settings = {
        f"{name}.table": name if f"{name}.table" in reasons else None,
        "currency": proposal.mapping.currency if name == "orders" else None,
        f"{name}.sheet": source.sheet,
        f"{name}.encoding": source.encoding,
        f"{name}.delimiter": repr(source.delimiter) if source.delimiter else None,
        f"{name}.header_row": str(source.header_row) if source.header_row > 1 else None,
        f"{name}.decimal": source.decimal,
        f"{name}.date_format": ", ".join(source.date_formats) or None,
        f"{name}.cancelled_prefix": source.cancelled_prefix,
    }
    settings |= {f"{name}.columns.{ours}": theirs for ours, theirs in source.columns.items()}
    settings |= {f"{name}.items.{item.name}": str(item.scale) for item in source.items}
    for place, value in settings.items():
        if value:
            table.add_row(escape(place.rpartition(".")[2]), escape(value), escape(reasons.get(place, "")))
    console.print(table)


def _print_questions(console: Console, questions: Mapping[str, tuple[str, str]]) -> None:
    if not questions:
        return
    console.print("\n[bold]What the files do not say:[/]")
    for place, (question, _) in questions.items():
        console.print(f"  {escape(place)}: {escape(question)}", soft_wrap=True)
