"""From a sheet of one row a respondent to one row an answer, every cell accounted for, and the codebook beside it.

What lies on an item's scale is an answer, in numbers from the least on; what stands for none keeps its code, so that "don't know"
stays apart from silence; anything else is set aside with its row, its item and its text. Empty cells are no rows.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.intake.ledger import USED, Entry
from kamlib.tables.intake.noticing import rows_in_words
from kamlib.tables.intake.questionnaire.items import MappedItem
from kamlib.tables.intake.questionnaire.ladders import NO_ANSWER
from kamlib.tables.intake.questionnaire.scales import CODES, number_in
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.values import MONEY, literal, text_sql
from kamlib.tables.intake.vocabulary import plain

if TYPE_CHECKING:
    import duckdb

    from kamlib.tables.intake.mapping import Source

OFF_THE_SCALE = "not on the scale of its item"
HEADINGS = ("response_id", "item", "text")
"""Columns of the cells set aside, after row, reason, money and line."""
_FIRST, _SHOWN = 5, 3


@dataclass(frozen=True)
class TakenAnswers:
    """What the cells of a sheet gave: ledger entries, their total, and sentences on what was set aside and what was noticed."""

    entries: tuple[Entry, ...]
    total: Entry
    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def codes_of(item: MappedItem) -> dict[str, float]:
    """Return the number under which each text for no answer is kept: its own, or the first free code beyond the scale.

    >>> from kamlib.tables.intake.questionnaire.scales import Scale
    >>> codes_of(MappedItem("Q1", "Q1", Scale(1, 7), no_answer=("99", "don't know")))
    {'99': 99.0, "don't know": 98.0}
    """
    free = [code for code in (99, 98, 97, 88, *CODES) if not item.scale.least <= code <= item.scale.most]
    own = {text: number for text in item.no_answer if (number := number_in(text)) is not None}
    words = next(code for code in free if code not in own.values())
    return {text: float(own.get(text, words)) for text in item.no_answer}


def answer_in(item: MappedItem, text: str) -> float | None:
    """Return what a tick says on its item's scale, the code of one that is no answer, or None where it is neither.

    >>> from kamlib.tables.intake.questionnaire.scales import Scale
    >>> item = MappedItem("Q1", "Q1", Scale(1, 3, ("no", "partly", "yes")), no_answer=("n/a",))
    >>> [answer_in(item, text) for text in ("Yes", "no", "N/A", "perhaps")]
    [3.0, 1.0, 99.0, None]
    """
    word, scale = plain(text), item.scale
    silent = next(
        (code for said, code in codes_of(item).items() if said == text or (plain(said) == word and word)), None
    )
    if silent is not None:
        return silent
    if word in NO_ANSWER:
        return codes_of(MappedItem(item.name, item.column, scale, no_answer=(*item.no_answer, text)))[text]
    steps = {plain(step): scale.least + k for k, step in enumerate(scale.words)}
    if word in steps:
        return float(steps[word])
    number = number_in(text)
    return float(number) if number is not None and scale.least <= number <= scale.most else None


def take_answers(
    connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw, folder: Path, hidden: bool
) -> TakenAnswers:
    """Write answers.parquet, set_aside_answers.parquet and items.parquet from `raw` and the rows of `judged` that are used.

    Where names are `hidden`, a cell set aside does not keep its text, which may hold one. Raises ValueError for an item whose
    column is not there.
    """
    items = source.items
    codes = _read_cells(connection, source, raw)
    names = " ".join(f"WHEN {k} THEN {literal(item.name)}" for k, item in enumerate(items))
    read = f"(SELECT cells.*, answer, CASE nth {names} END AS item FROM cells JOIN said USING (nth, text))"
    _write(
        connection,
        f"SELECT response_id, item, answer FROM {read} WHERE answer IS NOT NULL ORDER BY place, nth",
        folder / "answers",
    )
    text = "CAST(NULL AS VARCHAR)" if hidden else "text"
    _write(
        connection,
        f"SELECT row, {literal(OFF_THE_SCALE)} AS reason, CAST(NULL AS {MONEY}) AS money, CAST(NULL AS VARCHAR) AS line, "
        f"response_id AS c0, item AS c1, {text} AS c2 FROM {read} WHERE answer IS NULL ORDER BY place, nth",
        folder / "set_aside_answers",
    )
    _write_items(connection, items, codes, folder)
    found = [
        _Odd(items[nth], value, count, tuple(rows))
        for nth, value, count, rows in connection.execute(
            f"SELECT nth, text, count(*), min(row, {_FIRST}) FROM {read} WHERE answer IS NULL GROUP BY ALL ORDER BY 1, 3 DESC, 2"
        ).fetchall()
    ]
    cells, used, silent = connection.execute(
        f"SELECT count(*), count(answer), count(*) FILTER (answer NOT BETWEEN least AND most) FROM {read} JOIN items USING (item)"
    ).fetchone() or (0, 0, 0)
    aside = cells - used
    entries = [Entry("answers", USED, used)]
    entries += [Entry("answers", OFF_THE_SCALE, aside, first_rows=_first(found))] if aside else []
    codes_kept = f"{source.file.name}: {silent:,} of the answers used stand for no answer, and are kept as codes."
    findings = _findings(source.file.name, found, hidden)
    return TakenAnswers(tuple(entries), Entry("answers", "all", cells), findings, (codes_kept,) if silent else ())


@dataclass(frozen=True)
class _Odd:
    """A text that is not on its item's scale: how often it stands there, and in which rows first."""

    item: MappedItem
    text: str
    count: int
    rows: tuple[int, ...]


def _findings(file: str, found: list[_Odd], hidden: bool) -> tuple[str, ...]:
    """Return a sentence a scale: a word that is wrong in eight items is wrong once.

    >>> from kamlib.tables.intake.questionnaire.scales import Scale
    >>> odd = [_Odd(MappedItem(name, name, Scale(1, 5)), "6", 2, (7, 9)) for name in ("Q1", "Q2", "Q3", "Q4")]
    >>> _findings("s.csv", odd, hidden=False)[0].partition(": mend")[0]
    "s.csv, items 'Q1', 'Q2', 'Q3' and 1 more, rows 7, 9, …: 8 answers set aside, not on the scale of its item, 1 to 5 ('6')"
    """
    by_scale: dict[str, list[_Odd]] = {}
    for odd in found:
        by_scale.setdefault(str(odd.item.scale).casefold(), []).append(odd)
    sentences = []
    for odds in by_scale.values():
        names = list(dict.fromkeys(repr(odd.item.name) for odd in odds))
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        texts = list(dict.fromkeys(repr(odd.text[:40]) for odd in sorted(odds, key=lambda odd: -odd.count)))
        said = "" if hidden else f" ({', '.join(texts[:_SHOWN])}{', …' if len(texts) > _SHOWN else ''})"
        count = sum(odd.count for odd in odds)
        sentences.append(
            f"{file}, item{'s' if len(names) > 1 else ''} {', '.join(names[:_SHOWN])}{more}, "
            f"{rows_in_words(list(_first(odds)), count)}: {count:,} answer{'s' if count > 1 else ''} set aside, "
            f"{OFF_THE_SCALE}, {odds[0].item.scale}{said}: mend the scale, or list the text under no_answer."
        )
    return tuple(sentences)


def _first(odds: list[_Odd]) -> tuple[int, ...]:
    return tuple(sorted({row for odd in odds for row in odd.rows})[:_FIRST])


def _read_cells(connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw) -> list[set[float]]:
    """Create `cells` (a row a cell that holds something) and `said` (what each text of an item means); return codes by item."""
    for item in source.items:
        if item.column not in raw.names:
            near = difflib.get_close_matches(item.column, raw.names, 1)
            meant = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(raw.names[:20])}."
            raise ValueError(f"{source.file.name} has no column {item.column!r} for the item {item.name}: {meant}")
    cells = " UNION ALL ".join(
        f"SELECT rowid AS place, {k} AS nth, {text_sql(raw.column(item.column), source.missing)} AS text FROM raw"
        for k, item in enumerate(source.items)
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE cells AS SELECT judged.place, judged.row, response_id, nth, text "
        f"FROM ({cells}) c JOIN judged ON judged.place = c.place WHERE reason IS NULL AND text IS NOT NULL"
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE said (nth INTEGER, text VARCHAR, answer DOUBLE)")
    codes: list[set[float]] = [set() for _ in source.items]
    read = []
    for nth, text in connection.execute("SELECT DISTINCT nth, text FROM cells ORDER BY 1, 2").fetchall():
        item = source.items[nth]
        answer = answer_in(item, text)
        read.append((nth, text, answer))
        if answer is not None and not item.scale.least <= answer <= item.scale.most:
            codes[nth].add(answer)
    if read:
        connection.executemany("INSERT INTO said VALUES (?, ?, ?)", read)
    return codes


def _write_items(
    connection: duckdb.DuckDBPyConnection, items: tuple[MappedItem, ...], codes: list[set[float]], folder: Path
) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE items (item VARCHAR, words VARCHAR, dimension VARCHAR, asks VARCHAR, about VARCHAR, "
        "least DOUBLE, most DOUBLE, reversed BIGINT, missing_codes VARCHAR)"
    )
    rows = [
        (
            item.name,
            item.words or item.column,
            item.dimension or None,
            item.asks,
            item.about or item.name,
            float(item.scale.least),
            float(item.scale.most),
            int(item.reversed),
            " ".join(f"{code:g}" for code in sorted(found)) or None,
        )
        for item, found in zip(items, codes, strict=True)
    ]
    connection.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    _write(connection, "SELECT * FROM items", folder / "items")


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO {literal(f'{path}.parquet')} (FORMAT parquet, COMPRESSION zstd)")
