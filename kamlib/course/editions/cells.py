"""The cells of a lesson's source, and how they are written as a notebook.

A source is `notebooks/source/NN_name.py` in the percent format. Notebooks hold no outputs, and each cell takes its id
from its content, so that two builds are the same to the byte and a change in one cell shows as a change in one cell.
Every edition of every lesson starts here.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TAGS = frozenset({"parameters", "trainer", "slide", "hide-in-report", "optional"})
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}

Cell = dict[str, Any]
"""A cell as a notebook keeps it: `cell_type`, `metadata`, `source` (one text); no id yet, and no outputs."""


def sources(notebooks: Path) -> list[Path]:
    """Return the lessons' sources in order."""
    return sorted((notebooks / "source").glob("[0-9][0-9]_*.py"))


def read(source: Path) -> list[Cell]:
    """Return the cells of one source; a ValueError names the source and cell where a tag is not one of the course's."""
    import jupytext

    notebook: Any = jupytext.read(source)
    return [_plain(cell, source) for cell in notebook.cells]


def tagged(cell: Cell, tag: str) -> bool:
    """Return whether a cell carries `tag`.

    >>> tagged(markdown("A note.", "trainer"), "trainer"), tagged(code("1 + 1"), "slide")
    (True, False)
    """
    return tag in cell["metadata"].get("tags", [])


def markdown(source: str, *tags: str) -> Cell:
    """Return a new cell of prose."""
    return {"cell_type": "markdown", "metadata": _tags(list(tags)), "source": source}


def code(source: str, *tags: str) -> Cell:
    """Return a new cell of code, not run."""
    return {
        "cell_type": "code",
        "metadata": _tags(list(tags)),
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def start_of(cell: Cell) -> str:
    """Return a cell's first line, to name it by."""
    return next(iter(cell["source"].splitlines()), "an empty cell")


def write(cells: Iterable[Cell]) -> str:
    """Return the cells as the text of an .ipynb file, the same to the byte each time."""
    seen: Counter[str] = Counter()
    written = []
    for cell in cells:
        digest = hashlib.sha256(f"{cell['cell_type']}\n{cell['source']}".encode()).hexdigest()[:12]
        own = f"{digest}-{seen[digest]}" if seen[digest] else digest
        seen[digest] += 1
        written.append({**cell, "id": own, "source": cell["source"].splitlines(keepends=True)})
    whole = {"cells": written, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _plain(cell: Any, source: Path) -> Cell:
    tags = list(cell.metadata.get("tags", []))
    kept = code(cell.source, *tags) if cell.cell_type == "code" else markdown(cell.source, *tags)
    kept["cell_type"] = cell.cell_type
    if unknown := sorted(set(tags) - TAGS):
        raise ValueError(
            f"{source.name}: tag {unknown[0]!r} at «{start_of(kept)}» is none of {', '.join(sorted(TAGS))}."
        )
    return kept


def _tags(tags: list[str]) -> dict[str, list[str]]:
    return {"tags": tags} if tags else {}
