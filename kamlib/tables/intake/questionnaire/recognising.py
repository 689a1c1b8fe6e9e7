"""Which columns of a file are a questionnaire's items: few different ticks that lie on a scale, and a name that is no background.

What is proposed is a reading, with its reasons: whether an item is worded the other way round no file can say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from kamlib.tables.intake.questionnaire.items import MappedItem
from kamlib.tables.intake.questionnaire.pairs import paired
from kamlib.tables.intake.questionnaire.scales import CODES, MOST_STEPS, Scale, headed, scale_of, shared
from kamlib.tables.intake.raw import Raw
from kamlib.tables.intake.values import text_sql
from kamlib.tables.intake.vocabulary import plain

if TYPE_CHECKING:
    import duckdb

FEWEST = 4
"""So many items make a sheet; fewer may be anything that is counted."""
_NAMES = (
    "gender sex age agegroup birthyear yearofbirth education income employees size status maritalstatus children household "
    "language lang version page lastpage progress finished duration geschlecht alter bildung einkommen geburtsjahr sprache "
    "sexe revenu langue sexo edad educacion ingresos sesso eta reddito geslacht leeftijd opleiding 性别 年龄 성별 나이"
)
_BACKGROUND = frozenset(_NAMES.split())
"""Names of columns that say who somebody is, not what he thinks."""
_ASKS = {
    "recommend": "recommend nps promoter weiterempfehl empfehl recommander recomendar raccomand aanbevel 推荐 추천",
    "effort": "effort easytodobusiness aufwand muhe facilite esfuerzo sforzo moeite 费力 노력",
    "repurchase": "repurchase buyagain purchaseagain wiederkauf erneutkaufen racheter volveracomprar riacquist 再次购买 재구매",
    "satisfaction": "overallsatisf satisfactionoverall csat allinall gesamtzufrieden zufriedenheitinsgesamt satisfactionglobale "
    "satisfacciongeneral soddisfazionegenerale algemenetevredenheid 总体满意 전반적만족",
}
_STEM = re.compile(r"(.*?\D)[\s_.-]*\d+\w?")


def find_items(
    connection: duckdb.DuckDBPyConnection, raw: Raw, taken: Collection[str] = (), missing: tuple[str, ...] = ()
) -> tuple[MappedItem, ...]:
    """Return the columns of `raw` that look like items, in their order; `taken` are columns that are something else."""
    names, scales = [], []
    for name in raw.names:
        if name in taken or plain(name) in _BACKGROUND:
            continue
        ticks = _ticks(connection, text_sql(raw.column(name), missing))
        scale = scale_of(ticks) if ticks else None
        if scale is not None:
            names.append(name)
            scales.append(scale)
    pairs = paired(names)
    # A stem that says what kind of question it is does not say what belongs together.
    dimensions = dimensions_of(name for name in names if name not in pairs)
    return tuple(
        MappedItem(
            name=name,
            column=name,
            scale=scale,
            dimension="" if asks_for(name) else dimensions.get(name, ""),
            asks=pairs[name][0] if name in pairs else asks_for(name) or "perception",
            about=pairs[name][1] if name in pairs else name,
            no_answer=scale.no_answer,
        )
        for name, scale in zip(names, _settled(names, scales), strict=True)
    )


def _settled(names: Sequence[str], scales: Sequence[Scale]) -> list[Scale]:
    """Return the scales of columns: what a heading names stands, and the others lend each other the boxes nobody ticked.

    >>> [str(scale) for scale in _settled(["Satisfied (1-5)", "Q1", "Q2"], [Scale(1, 5), Scale(1, 5), Scale(1, 7)])]
    ['1 to 5', '1 to 7', '1 to 7']
    """
    named = list(map(headed, names, scales))
    lent = iter(shared([scale for scale, head in zip(scales, named, strict=True) if head is scale]))
    return [next(lent) if head is scale else head for scale, head in zip(scales, named, strict=True)]


def dimensions_of(names: Iterable[str]) -> dict[str, str]:
    """Return the stem that a numbered name shares with others, as a first guess at what belongs together.

    >>> dimensions_of(["IMAG1", "IMAG2", "LOYAL1", "overall"])
    {'IMAG1': 'IMAG', 'IMAG2': 'IMAG'}
    """
    stems = {name: found[1].strip(" _.-") for name in names if (found := _STEM.fullmatch(name))}
    often = list(stems.values())
    # One stem for all, such as Q1 to Q30, parts nothing.
    parted = len(set(often)) > 1
    return {name: stem for name, stem in stems.items() if parted and often.count(stem) > 1}


def asks_for(name: str) -> str | None:
    """Return which of the questions over all a column's name is, or None.

    >>> asks_for("How likely are you to recommend us?"), asks_for("Invoices are right")
    ('recommend', None)
    """
    said = plain(name)
    return next((asks for asks, words in _ASKS.items() if any(plain(word) in said for word in words.split())), None)


def reading_of(item: MappedItem) -> str:
    """Return, in words, how an item's ticks are read.

    >>> from kamlib.tables.intake.questionnaire.scales import Scale
    >>> reading_of(MappedItem("Q1", "Q1", Scale(1, 7), no_answer=("99",)))
    "its ticks lie from 1 to 7; '99' stands for no answer"
    """
    silent = " and ".join(repr(text) for text in item.no_answer[:3]) + (", …" if len(item.no_answer) > 3 else "")
    ticks = f"its words are steps from {item.scale}" if item.scale.words else f"its ticks lie from {item.scale}"
    stands = "stand" if len(item.no_answer) > 1 else "stands"
    return f"{ticks}; {silent} {stands} for no answer" if item.no_answer else ticks


def _ticks(connection: duckdb.DuckDBPyConnection, text: str) -> dict[str, int]:
    """Return how often each different text stands in a column; nothing where there are more than a scale can have."""
    most = MOST_STEPS + len(CODES)
    found = connection.execute(
        f"SELECT {text} AS x, count(*) FROM raw WHERE {text} IS NOT NULL GROUP BY x ORDER BY x LIMIT {most + 1}"
    ).fetchall()
    return dict(found) if len(found) <= most else {}
